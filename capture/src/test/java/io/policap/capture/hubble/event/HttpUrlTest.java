package io.policap.capture.hubble.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://api.shop.svc:8080/v1/orders/42?expand=items, api.shop.svc, /v1/orders/42",
        "https://USER:pass@Host/p#f, host, /p",
        "http://host, host, ''",
        "http://host?q=1, host, ''",
        "http://host/?q=http://other/x@y, host, /",
        "http://[2001:db8::1]:8443/x, [2001:db8::1], /x",
        "/v1/orders?id=1, '', /v1/orders",
        "//host/path, host, /path",
        "*, '', *",
        "api.example.com:443, api.example.com, ''",
        "user:pw@api.example.com:443, api.example.com, ''",
        "http://HUBBLE_REDACTED@host/path?HUBBLE_REDACTED, host, /path",
        "http://user:HUBBLE_REDACTED@host:80/path, host, /path",
        "http://user:HUBBLE_REDACTED@host/path#HUBBLE_REDACTED, host, /path",
        "http://host/users/HUBBLE_REDACTED/orders?id=1, host, ''",
        "/HUBBLE_REDACTED, '', ''",
        "http://HUBBLE_REDACTED/path, '', /path",
        "http://HUBBLE_REDACTED:8080/path, '', /path",
        "http://user:pa/ss@host/path, host, /path",
        "http://user:pa?ss@host:80/path?q, host, /path",
        "http://user:pa#ss@host?q=1, host, ''",
        "http://a:80/users/@me, a, /users/@me",
        "http://host/@me, host, /@me",
        "'', '', ''",
        "?q=1, '', ''",
        "@, '', ''"
    })
    void hostAndPathRemain(String url, String host, String path) {
        assertThat(HttpUrl.parse(url)).isEqualTo(new HttpUrl(host, path));
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:secret@host:80/p?q=a@b#f, http://host:80/p?q=a@b#f",
        "https://user@host, https://host",
        "http://user:se/cret@host/p, http://host/p",
        "http://user:se?cret@host/p?q, http://host/p?q",
        "//user:secret@host/p, //host/p",
        "user:secret@host:443, host:443",
        "user:secret@/p, HUBBLE_REDACTED@/p",
        "http://host/@me?q=a@b, http://host/@me?q=a@b",
        "/p?user=a@b, /p?user=a@b",
        "'', ''"
    })
    void userInfoIsRemovedAndNothingElse(String url, String expected) {
        assertThat(HttpUrl.withoutUserInfo(url)).isEqualTo(expected);
    }

    @Test
    void withoutUserInfoAnyUrlHasTheSameHostAndPath() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {
            "a", "Bc", ":", "@", "/", "?", "#", "\\", "*", "http://", "://", "8", "[", "]", "secretsecretsecret"
        };
        for (int round = 0; round < 200_000; round++) {
            StringBuilder url = new StringBuilder(random.nextBoolean() ? "http://" : "");
            for (int i = random.nextInt(10); i > 0; i--) {
                url.append(parts[random.nextInt(parts.length)]);
            }
            String without = HttpUrl.withoutUserInfo(url.toString());
            assertThat(HttpUrl.parse(without))
                    .as("%s became %s, seed %d", url, without, seed)
                    .isEqualTo(HttpUrl.parse(url.toString()));
        }
    }
}
