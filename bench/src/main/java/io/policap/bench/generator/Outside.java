package io.policap.bench.generator;

/** Servers outside the cluster: their names, and addresses of TEST-NET-3 (RFC 5737). */
final class Outside {
    static final String[] NAMES = {
        "payments.example.com",
        "git.example.org",
        "queue.eu-west.example.net",
        "login.example.com",
        "hooks.chat.example.com",
        "registry.example.org",
        "objects.eu-central.example.net",
        "sms.example.com",
        "errors.example.io",
        "maps.example.com",
        "metrics.example.eu",
        "mail.example.org"
    };

    private Outside() {}

    static int address(int index) {
        return 0xCB00_710A + index;
    }
}
