package io.policap.capture.kubernetes.live;

import io.policap.capture.kubernetes.live.ClusterFailure.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Turns what went wrong between us and an API server into one line. */
final class Failures {
    private static final int MAX_CAUSES = 12;

    private final String context;
    private final String server;

    Failures(String context, String server) {
        this.context = context;
        this.server = server;
    }

    /** A request that had no answer. */
    ClusterFailure of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return new ClusterFailure(
                        Kind.CERTIFICATE,
                        where() + ": TLS failed (" + plain(cause) + "); check certificate-authority, server and the"
                                + " client certificate of the context in the kubeconfig",
                        failure);
            }
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return unreachable("its name is not known", failure);
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return unreachable("no connection", failure);
            }
            if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
                return unreachable("no answer in time", failure);
            }
            cause = cause.getCause();
        }
        return unreachable(
                "the connection failed (" + failure.getClass().getSimpleName() + ")", failure);
    }

    private ClusterFailure unreachable(String why, Throwable failure) {
        return new ClusterFailure(
                Kind.UNREACHABLE,
                where() + " cannot be reached: " + why + "; does 'kubectl" + option() + " get pods' work from here?",
                failure);
    }

    /**
     * An answer that is no success.
     *
     * @param verbs what is wanted of the resource, such as {@code list} and {@code watch}
     */
    ClusterFailure of(int code, String group, String resource, String... verbs) {
        if (code == 401) {
            return new ClusterFailure(
                    Kind.UNAUTHENTICATED,
                    where() + " does not accept the credentials of the context (401); log in again or renew its token");
        }
        if (code == 403) {
            String full = group.isEmpty() ? resource : resource + "." + group;
            return new ClusterFailure(
                    Kind.FORBIDDEN,
                    where() + " does not permit to " + String.join(" and ", verbs) + " " + full
                            + " (403); grant it by this rule of a ClusterRole: "
                            + ClusterRoles.rule(group, resource, verbs));
        }
        return new ClusterFailure(
                Kind.SERVER,
                where() + " answered " + code + " when asked for " + resource
                        + (code == 404 ? "; is this a Kubernetes API server?" : ""));
    }

    private String where() {
        return "cluster " + context + " (" + server + ")";
    }

    private String option() {
        return context.equals(ClusterAccess.IN_CLUSTER) ? "" : " --context " + context;
    }

    // Messages of TLS name the reason and the peer, never a key; anything longer is cut.
    private static String plain(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).replaceAll("[^ -~]", " ");
        return message.length() > 160 ? message.substring(0, 160) + "..." : message;
    }
}
