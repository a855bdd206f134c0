package io.policap.emit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Paths as services get them: few names, and among them identifiers of every kind. */
final class RequestPaths {
    private static final String[] NAMES = {"api", "v1", "items", "carts", "users", "healthz", "static", "me"};
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private RequestPaths() {}

    static List<String> of(long seed, int count) {
        Random random = new Random(seed);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder path = new StringBuilder();
            int segments = 1 + random.nextInt(4);
            for (int place = 0; place < segments; place++) {
                path.append('/');
                path.append(place % 2 == 0 ? NAMES[random.nextInt(NAMES.length)] : value(random));
            }
            paths.add(path.append(random.nextInt(9) == 0 ? "/" : "").toString());
        }
        return paths;
    }

    private static String value(Random random) {
        switch (random.nextInt(11)) {
            case 0:
                return Long.toHexString(random.nextLong());
            case 1:
                return new UUID(random.nextLong(), random.nextLong()).toString();
            case 2:
                return "2026-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case 3:
                return "u" + random.nextInt(9) + (random.nextBoolean() ? "@" : "%40") + "mail.example";
            case 4:
                return letters(random, "abc", 2) + "-" + letters(random, "ABC", 2);
            case 5:
                return letters(random, "abc", 3) + ".js";
            case 6:
                return letters(random, BASE64URL, 16 + random.nextInt(9));
            case 7:
                return letters(random, "0123456789abcdef", 40);
            case 8:
                return "a%2Fb+(" + random.nextInt(3) + ")[x]^$|*.{2}\\";
            case 9:
                return NAMES[random.nextInt(NAMES.length)];
            default:
                return Integer.toString(random.nextInt(1000));
        }
    }

    private static String letters(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
