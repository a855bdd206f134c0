package io.policap.infer.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Requests as services get them: a few routes with identifiers in them, and now and then something odd. */
public final class RandomPaths {
    /** One request. */
    public record Asked(String method, String path, boolean grpc, List<String> headers) {}

    private static final String[] METHODS = {"GET", "GET", "GET", "POST", "PUT", "DELETE", "HEAD"};
    private static final String[] WORDS = {
        "api", "v1", "v2", "items", "carts", "lines", "users", "healthz", "metrics", "static", "img", "me", "search"
    };
    private static final String[] HEADERS = {"X-Internal-Auth", "Accept", "User-Agent", "X-Request-Id", "Authorization"
    };
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Random random;

    public RandomPaths(long seed) {
        this.random = new Random(seed);
    }

    public List<Asked> next(int count) {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(request());
        }
        return asked;
    }

    private Asked request() {
        List<String> headers = new ArrayList<>();
        for (String header : HEADERS) {
            if (random.nextInt(3) > 0) {
                headers.add(header);
            }
        }
        if (random.nextInt(20) == 0) {
            String call = "/shop.cart.v" + random.nextInt(3) + ".Carts/Get" + (char) ('A' + random.nextInt(6));
            return new Asked("POST", call, true, headers);
        }
        StringBuilder path = new StringBuilder();
        int segments = 1 + random.nextInt(5);
        for (int i = 0; i < segments; i++) {
            path.append('/').append(i % 2 == 0 || random.nextInt(3) == 0 ? word() : value());
        }
        if (random.nextInt(8) == 0) {
            path.append('/');
        }
        return new Asked(METHODS[random.nextInt(METHODS.length)], path.toString(), false, headers);
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /** A segment of any kind. */
    public String value() {
        switch (random.nextInt(14)) {
            case 0:
                return Long.toHexString(random.nextLong());
            case 1:
                return new UUID(random.nextLong(), random.nextLong()).toString();
            case 2:
                return random.nextInt(8) + letters(CROCKFORD, 25);
            case 3:
                return "20" + (10 + random.nextInt(30)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case 4:
                return "user" + random.nextInt(50) + (random.nextBoolean() ? "@" : "%40") + "mail.example";
            case 5:
                return letters("abcdefgh", 2) + (random.nextBoolean() ? "-" : "_") + letters("ABCDEFGH", 2);
            case 6:
                return letters("abc", 4) + (random.nextBoolean() ? ".js" : ".css");
            case 7:
                return letters(BASE64URL, 16 + random.nextInt(20));
            case 8:
                return letters("0123456789abcdef", 40);
            case 9:
                return "eyJ" + letters(BASE64URL, 6) + "." + letters(BASE64URL, 8) + "." + letters(BASE64URL, 8);
            case 10:
                return "a%2Fb+(" + random.nextInt(9) + ")[x]^$|*.{2}\\";
            case 11:
                return letters("abcdefghijklmnop", 5);
            default:
                return Integer.toString(random.nextInt(1000));
        }
    }

    private String letters(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** What these requests leave. */
    public static HttpPaths paths(List<Asked> asked) {
        PathTally tally = new PathTally();
        for (Asked one : asked) {
            tally.request(one.method(), one.path(), one.grpc(), one.headers(), 1);
        }
        return tally.paths();
    }
}
