package io.policap.capture.hubble.access;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.policap.capture.hubble.access.HubbleFailure.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures of a call: those of its connection first, else by the status that the server gave. */
final class FailureReading {
    private static final Pattern HTTP_STATUS = Pattern.compile("HTTP status code (\\d{3})");

    private FailureReading() {}

    static HubbleFailure of(HubbleTarget target, StatusRuntimeException failed) {
        Status status = failed.getStatus();
        Optional<HubbleFailure> connection = ConnectionFailures.find(target, status.getCause());
        if (connection.isPresent()) {
            return connection.get();
        }
        String description = status.getDescription() == null ? "" : status.getDescription();
        Matcher http = HTTP_STATUS.matcher(description);
        if (http.find()) {
            return http(target, http.group(1));
        }
        if (description.contains("Failed ALPN negotiation")) {
            return failure(target, Kind.NOT_HUBBLE, "what answers there speaks TLS, but not HTTP/2, so it is not Hubble;"
                    + " is the port right?");
        }
        return answer(target, status.getCode(), description);
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
                        target, Kind.UNREACHABLE, "a proxy there does not reach the server behind it (HTTP " + code + ")");
            default:
                return failure(
                        target,
                        Kind.NOT_HUBBLE,
                        "what answers there is not Hubble but a web server (HTTP " + code + "); is the port right? "
                                + Advice.FORWARD);
        }
    }

    private static HubbleFailure answer(HubbleTarget target, Status.Code code, String description) {
        String lower = description.toLowerCase(Locale.ROOT);
        switch (code) {
            case UNIMPLEMENTED:
                return failure(
                        target,
                        Kind.NOT_HUBBLE,
                        "a gRPC server answers there, but it is not Hubble (it does not know observer.Observer);"
                                + " is the port right? " + Advice.FORWARD);
            case UNAUTHENTICATED:
                return failure(target, Kind.UNAUTHENTICATED, "the server wants to know who asks" + said(description)
                        + "; if it knows clients by certificates, " + Advice.CLIENT_CERTIFICATE);
            case PERMISSION_DENIED:
                return failure(target, Kind.PERMISSION_DENIED, "the server does not let this client see flows"
                        + said(description));
            case DEADLINE_EXCEEDED:
                return failure(target, Kind.TIMEOUT, "no answer in time");
            case RESOURCE_EXHAUSTED:
                return lower.contains("exceeds maximum")
                        ? failure(target, Kind.TOO_LARGE, "the server sent a message of more than "
                                + (HubbleChannel.MAX_MESSAGE_BYTES >> 20) + " MiB; no flow is that large, is it Hubble?")
                        : failure(target, Kind.OVERLOADED, "the server has too much to do" + said(description));
            case UNAVAILABLE:
                return failure(target, Kind.DISCONNECTED, "the connection was closed" + said(description));
            case INTERNAL:
            case ABORTED:
            case CANCELLED:
            case DATA_LOSS:
                return failure(target, Kind.DISCONNECTED, "the stream broke off" + said(description));
            default:
                boolean filter = lower.contains("filter") || lower.contains("mask");
                return code == Status.Code.INVALID_ARGUMENT || (code == Status.Code.UNKNOWN && filter)
                        ? failure(target, Kind.BAD_FILTER, "the server does not take this request for flows"
                                + said(description) + "; are -n, --verdict and --filter right?")
                        : failure(target, Kind.OTHER, "the server answered with " + code + said(description));
        }
    }

    private static String said(String description) {
        String line = ServerText.oneLine(description);
        return line.isEmpty() ? "" : " (\"" + line + "\")";
    }

    private static HubbleFailure failure(HubbleTarget target, Kind kind, String text) {
        return new HubbleFailure(kind, target + ": " + text);
    }
}
