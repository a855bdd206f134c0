package io.policap.capture.hubble.access;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Failures of a call: those of its connection first, else by the status that the server gave. */
final class FailureReading {
    private static final Pattern HTTP_STATUS = Pattern.compile("HTTP status code (\\d{3})");

    private static final Set<String> GRPC_SAYS =
            Set.of("Network closed for unknown reason", "io exception", "ssl exception", "http2 exception");

    private FailureReading() {}

    static HubbleFailure of(HubbleTarget target, StatusRuntimeException failed) {
        Status status = failed.getStatus();
        Optional<HubbleFailure> connection = ConnectionFailures.find(target, status.getCause());
        if (connection.isPresent()) {
            return connection.get();
        }
        String description = status.getDescription() == null ? "" : status.getDescription();
        if (status.getCode() == Status.Code.UNKNOWN && isOfConnection(status.getCause())) {
            // So gRPC says it where a request is just being written; no server answered anything.
            return failure(target, Kind.DISCONNECTED, "the connection was closed" + reason(status, description));
        }
        Matcher http = HTTP_STATUS.matcher(description);
        if (http.find()) {
            return http(target, http.group(1));
        }
        if (description.contains("Failed ALPN negotiation")) {
            return failure(
                    target,
                    Kind.NOT_HUBBLE,
                    "what answers there speaks TLS, but not HTTP/2, so it is not Hubble;" + " is the port right?");
        }
        return answer(target, status.getCode(), description, reason(status, description));
    }

    private static boolean isOfConnection(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** A proxy's answer; its description holds the answer's headers, which are never repeated. */
    private static HubbleFailure http(HubbleTarget target, String code) {
        switch (code) {
            case "401":
                return failure(target, Kind.UNAUTHENTICATED, "a proxy there wants to know who asks (HTTP 401)");
            case "403":
                return failure(target, Kind.PERMISSION_DENIED, "a proxy there refuses (HTTP 403)");
            case "502":
            case "503":
            case "504":
                return failure(
                        target,
                        Kind.UNREACHABLE,
                        "a proxy there does not reach the server behind it (HTTP " + code + ")");
            default:
                return failure(
                        target,
                        Kind.NOT_HUBBLE,
                        "what answers there is not Hubble but a web server (HTTP " + code + "); is the port right? "
                                + Advice.FORWARD);
        }
    }

    private static HubbleFailure answer(HubbleTarget target, Status.Code code, String description, String said) {
        String lower = description.toLowerCase(Locale.ROOT);
        switch (code) {
            case UNIMPLEMENTED:
                return failure(
                        target,
                        Kind.NOT_HUBBLE,
                        "a gRPC server answers there, but it is not Hubble (it does not know observer.Observer);"
                                + " is the port right? " + Advice.FORWARD);
            case UNAUTHENTICATED:
                return failure(
                        target,
                        Kind.UNAUTHENTICATED,
                        "the server wants to know who asks" + said + "; if it knows clients by certificates, "
                                + Advice.CLIENT_CERTIFICATE);
            case PERMISSION_DENIED:
                return failure(target, Kind.PERMISSION_DENIED, "the server does not let this client see flows" + said);
            case DEADLINE_EXCEEDED:
                return failure(target, Kind.TIMEOUT, "no answer in time");
            case RESOURCE_EXHAUSTED:
                return lower.contains("exceeds maximum")
                        ? failure(
                                target,
                                Kind.TOO_LARGE,
                                "the server sent a message of more than " + (HubbleChannel.MAX_MESSAGE_BYTES >> 20)
                                        + " MiB; no flow is that large, is it Hubble?")
                        : failure(target, Kind.OVERLOADED, "the server has too much to do" + said);
            case UNAVAILABLE:
                return failure(target, Kind.DISCONNECTED, "the connection was closed" + said);
            case CANCELLED:
                return failure(target, Kind.DISCONNECTED, "called off before the answer was there" + said);
            case INTERNAL:
            case ABORTED:
            case DATA_LOSS:
                return failure(target, Kind.DISCONNECTED, "the stream broke off" + said);
            default:
                boolean filter = lower.contains("filter") || lower.contains("mask");
                return code == Status.Code.INVALID_ARGUMENT || (code == Status.Code.UNKNOWN && filter)
                        ? failure(
                                target,
                                Kind.BAD_FILTER,
                                "the server does not take this request for flows" + said
                                        + "; are -n, --verdict and --filter right?")
                        : failure(target, Kind.OTHER, "the server answered with " + code + said);
        }
    }

    /** What the server gave as reason, or the system; what gRPC says by itself is no help. */
    private static String reason(Status status, String description) {
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && cause.getMessage() != null) {
                return " (" + ServerText.oneLine(cause.getMessage()) + ")";
            }
        }
        int end = description.indexOf("\nChannel Pipeline");
        String line = ServerText.oneLine(end < 0 ? description : description.substring(0, end));
        return line.isEmpty() || status.getCause() != null || GRPC_SAYS.contains(line) ? "" : " (\"" + line + "\")";
    }

    private static HubbleFailure failure(HubbleTarget target, Kind kind, String text) {
        return new HubbleFailure(kind, target + ": " + text);
    }
}
