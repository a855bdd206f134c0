package io.policap.capture.hubble.access;

import io.policap.capture.hubble.access.HubbleFailure.Kind;
import io.policap.capture.hubble.access.tls.CertificateRefused;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a server's certificate, in words. */
final class CertificateFailures {
    private CertificateFailures() {}

    static HubbleFailure of(HubbleTarget target, CertificateRefused refused) {
        switch (refused.reason()) {
            case UNKNOWN_ISSUER:
                return wrongCa(target, "the server's certificate is not of a CA that is trusted here; " + Advice.CA);
            case EXPIRED:
                return wrongCa(target, "the server's certificate has expired; renew it in the cluster");
            case NOT_YET_VALID:
                return wrongCa(target, "the server's certificate is not valid yet; are the clocks right?");
            case OTHER_NAME:
                return wrongName(target, refused.names());
        }
        throw new AssertionError(refused.reason());
    }

    private static HubbleFailure wrongCa(HubbleTarget target, String text) {
        return new HubbleFailure(Kind.TLS_WRONG_CA, target + ": " + text);
    }

    private static HubbleFailure wrongName(HubbleTarget target, List<String> names) {
        if (names.isEmpty()) {
            return new HubbleFailure(
                    Kind.TLS_WRONG_NAME,
                    target + ": the server's certificate is for no name at all, so it cannot be checked; it needs one");
        }
        List<String> shown = new ArrayList<>();
        for (String name : names) {
            shown.add(ServerText.oneLine(name));
        }
        // A wildcard stands for one label; which one is of no consequence.
        String name = shown.get(0).replace("*", "instance");
        return new HubbleFailure(
                Kind.TLS_WRONG_NAME,
                target + ": the server's certificate is for another name (" + String.join(", ", shown)
                        + "); if that is the server you mean, add --tls-server-name " + name);
    }
}
