package io.policap.capture.hubble.access;

import io.grpc.ManagedChannel;
import io.policap.capture.hubble.server.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Shorthands of the tests for reaching servers. */
final class Access {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Access() {}

    static HubbleTls trusting(Path ca) {
        return new HubbleTls(Optional.of(ca), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    static HubbleTls insecure() {
        return new HubbleTls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    static HubbleTls named(Path ca, String name) {
        return new HubbleTls(Optional.of(ca), Optional.empty(), Optional.empty(), Optional.of(name), false);
    }

    static HubbleTls client(TestCertificates certificates) {
        return client(certificates.authority(), certificates.clientCertificate(), certificates.clientKey());
    }

    static HubbleTls client(Path ca, Path certificate, Path key) {
        return new HubbleTls(Optional.of(ca), Optional.of(certificate), Optional.of(key), Optional.empty(), false);
    }

    static ServerFacts ask(String target, HubbleTls tls) throws HubbleFailure {
        return ask(target, tls, PATIENCE);
    }

    static ServerFacts ask(String target, HubbleTls tls, Duration timeout) throws HubbleFailure {
        HubbleTarget parsed = HubbleTarget.parse(target);
        ManagedChannel channel = HubbleChannel.open(parsed, tls);
        try {
            return HubblePreflight.ask(channel, parsed, timeout);
        } finally {
            channel.shutdownNow();
        }
    }

    /** Why a server that cannot be asked cannot be asked. */
    static HubbleFailure failure(String target, HubbleTls tls) {
        return failure(target, tls, PATIENCE);
    }

    static HubbleFailure failure(String target, HubbleTls tls, Duration timeout) {
        try {
            throw new AssertionError(target + " answered: " + ask(target, tls, timeout));
        } catch (HubbleFailure expected) {
            return expected;
        }
    }
}
