package io.policap.capture.hubble.event;

import static org.assertj.core.api.Assertions.assertThat;

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
        "http://user:pa/ss@host/path, host, /path",
        "http://a:80/users/@me, a, /users/@me",
        "http://host/@me, host, /@me",
        "'', '', ''",
        "?q=1, '', ''",
        "@, '', ''"
    })
    void hostAndPathRemain(String url, String host, String path) {
        assertThat(HttpUrl.parse(url)).isEqualTo(new HttpUrl(host, path));
    }
}
