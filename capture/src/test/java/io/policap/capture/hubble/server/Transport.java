package io.policap.capture.hubble.server;

import java.nio.file.Path;

/** What gRPC runs over. */
sealed interface Transport {
    String scheme();

    record Plain() implements Transport {
        @Override
        public String scheme() {
            return "hubble://";
        }
    }

    record Tls(TestCertificates certificates, boolean isMutual) implements Transport {
        @Override
        public String scheme() {
            return "hubble+tls://";
        }
    }

    record Unix(Path path) implements Transport {
        @Override
        public String scheme() {
            return "hubble+unix://";
        }
    }
}
