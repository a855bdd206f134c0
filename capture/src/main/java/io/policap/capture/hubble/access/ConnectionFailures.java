package io.policap.capture.hubble.access;

import io.grpc.netty.shaded.io.netty.channel.ConnectTimeoutException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import io.policap.capture.hubble.access.tls.CertificateRefused;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Failures of a connection, by the exceptions that say what happened; what they do not settle is left open. */
final class ConnectionFailures {
    private static final Set<String> ABOUT_CLIENT = Set.of(
            "certificate_required",
            "bad_certificate",
            "unknown_ca",
            "certificate_unknown",
            "certificate_expired",
            "certificate_revoked",
            "unsupported_certificate",
            "access_denied");

    private static final String ALERT = "received fatal alert: ";
    private static final String HEX_OF_FIRST_BYTES = "first 5 bytes: ";
    private static final String HTTP_IN_HEX = "485454";
    private static final String TLS_ALERT_IN_HEX = "1503";

    private final HubbleTarget target;

    private ConnectionFailures(HubbleTarget target) {
        this.target = target;
    }

    static Optional<HubbleFailure> find(HubbleTarget target, Throwable thrown) {
        ConnectionFailures failures = new ConnectionFailures(target);
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause()) {
            Optional<HubbleFailure> failure = failures.of(cause);
            if (failure.isPresent()) {
                return failure;
            }
            depth++;
        }
        return Optional.empty();
    }

    private Optional<HubbleFailure> of(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        if (cause instanceof CertificateRefused refused) {
            return Optional.of(CertificateFailures.of(target, refused));
        }
        if (cause instanceof NotSslRecordException) {
            // A gRPC server without TLS names HTTP/1 further on, where it says what it did not expect.
            String hex = message.substring(message.lastIndexOf(' ') + 1);
            return Optional.of(hex.startsWith(HTTP_IN_HEX) ? webServer(target) : noTls(target));
        }
        if (cause instanceof SSLException) {
            return alert(message.toLowerCase(Locale.ROOT));
        }
        if (cause instanceof UnknownHostException) {
            return Optional.of(unknownHost());
        }
        if (cause instanceof Http2Exception) {
            return firstBytes(message);
        }
        if (cause instanceof IOException) {
            return system(cause, message);
        }
        return Optional.empty();
    }

    private Optional<HubbleFailure> system(Throwable cause, String message) {
        if (cause instanceof FileNotFoundException || message.contains("No such file")) {
            return failure(
                    Kind.UNREACHABLE,
                    "no such socket; is this a node with Cilium, and Hubble on (hubble.enabled=true)?");
        }
        if (message.contains("ermission denied")) {
            return failure(Kind.PERMISSION_DENIED, "this user may not open the socket; run as root or in its group");
        }
        if (cause instanceof ConnectTimeoutException || message.contains("imed out")) {
            return Optional.of(noConnection(target));
        }
        if (cause instanceof NoRouteToHostException || message.contains("unreachable")) {
            return failure(Kind.UNREACHABLE, "no way leads there (host or network unreachable). " + Advice.FORWARD);
        }
        if (message.contains("refused")) {
            return failure(
                    Kind.UNREACHABLE,
                    target instanceof HubbleTarget.Tcp
                            ? "nothing listens there (connection refused); is the port right? " + Advice.FORWARD
                            : "nothing listens at that socket (connection refused); is the agent running?");
        }
        return Optional.empty();
    }

    private Optional<HubbleFailure> alert(String message) {
        int at = message.indexOf(ALERT);
        if (at < 0) {
            return Optional.empty();
        }
        String alert = message.substring(at + ALERT.length()).strip();
        if (ABOUT_CLIENT.contains(alert)) {
            return Optional.of(clientCertificate(target, " (" + alert + ")"));
        }
        if (alert.equals("unrecognized_name")) {
            return failure(Kind.TLS_WRONG_NAME, "it does not know itself by that name; add --tls-server-name NAME");
        }
        return failure(
                Kind.TLS_HANDSHAKE,
                "it ended the TLS handshake (" + ServerText.oneLine(alert) + "); policap speaks TLS 1.2 and 1.3");
    }

    private Optional<HubbleFailure> firstBytes(String message) {
        int at = message.indexOf(HEX_OF_FIRST_BYTES);
        if (at < 0) {
            return Optional.empty();
        }
        String hex = message.substring(at + HEX_OF_FIRST_BYTES.length());
        if (hex.startsWith(TLS_ALERT_IN_HEX)) {
            return Optional.of(tlsRequired(target));
        }
        return hex.startsWith(HTTP_IN_HEX)
                ? Optional.of(webServer(target))
                : failure(
                        Kind.NOT_HUBBLE,
                        "what answers there is not Hubble (not even HTTP/2); is the port right? " + Advice.FORWARD);
    }

    static HubbleFailure webServer(HubbleTarget target) {
        return new HubbleFailure(
                Kind.NOT_HUBBLE,
                target + ": what answers there is not Hubble but a web server (HTTP/1); is the port right? "
                        + Advice.FORWARD);
    }

    private HubbleFailure unknownHost() {
        String host = target instanceof HubbleTarget.Tcp tcp ? tcp.host() : "";
        return new HubbleFailure(
                Kind.UNKNOWN_HOST,
                target + ": the name " + host + " has no address here; names of services are known inside the cluster"
                        + " only. " + Advice.FORWARD);
    }

    static HubbleFailure noConnection(HubbleTarget target) {
        return new HubbleFailure(
                Kind.UNREACHABLE,
                target + ": no answer to the attempt to connect; a firewall or a network policy in between? "
                        + Advice.FORWARD);
    }

    static HubbleFailure noTls(HubbleTarget target) {
        return new HubbleFailure(
                Kind.TLS_UNEXPECTED,
                target + ": the server does not speak TLS; write " + Advice.other(target)
                        + ", or use the port on which it does");
    }

    static HubbleFailure tlsRequired(HubbleTarget target) {
        return new HubbleFailure(Kind.TLS_REQUIRED, target + ": the server speaks TLS; write " + Advice.other(target));
    }

    static HubbleFailure clientCertificate(HubbleTarget target, String detail) {
        return new HubbleFailure(
                Kind.CLIENT_CERTIFICATE,
                target + ": the server asks for a client certificate that it accepts" + detail + "; "
                        + Advice.CLIENT_CERTIFICATE);
    }

    private Optional<HubbleFailure> failure(Kind kind, String text) {
        return Optional.of(new HubbleFailure(kind, target + ": " + text));
    }
}
