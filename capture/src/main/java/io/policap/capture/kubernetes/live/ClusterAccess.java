package io.policap.capture.kubernetes.live;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.policap.capture.kubernetes.live.ClusterFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The way to the API server of one cluster, as the user's kubeconfig or, inside a pod, the service account has it.
 *
 * <p>Only reads: GET requests, and the forward to a pod's port. Safe for several threads. Feeds and forwards made from it
 * have to be closed before it.
 */
public final class ClusterAccess implements AutoCloseable {
    static final String IN_CLUSTER = "in-cluster";

    private final KubernetesClient client;
    private final ApiClient api;
    private final Failures failures;
    private final String context;
    private final String server;

    private ClusterAccess(KubernetesClient client, String context, String server) {
        this.client = client;
        this.context = context;
        this.server = server;
        this.failures = new Failures(context, server);
        this.api =
                new ApiClient(client.getHttpClient(), client.getConfiguration().getMasterUrl());
    }

    /**
     * Opens the cluster of the current context and asks it for its version.
     *
     * @param context the context to use instead of the current one
     * @throws ClusterFailure with one line that says what is wrong and what to do
     */
    public static ClusterAccess open(Optional<String> context) throws ClusterFailure {
        Config config = Kubeconfig.read(requireNonNull(context, "context"));
        String name = Kubeconfig.nameOf(config);
        String server = withoutCredentials(config.getMasterUrl());
        KubernetesClient client;
        try {
            client = new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientFactory(new JdkHttpClientFactory())
                    .build();
        } catch (RuntimeException e) {
            throw new ClusterFailure(
                    Kind.CERTIFICATE,
                    "cluster " + name + " (" + server + "): the certificates or the key of the context cannot be read;"
                            + " check them in the kubeconfig",
                    e);
        }
        ClusterAccess access = new ClusterAccess(client, name, server);
        boolean reached = false;
        try {
            access.reach();
            reached = true;
            return access;
        } finally {
            if (!reached) {
                access.close();
            }
        }
    }

    /** A ClusterRole, as YAML, with everything that this reads; for the documentation and for whoever lacks a right. */
    public static String clusterRole() {
        return ClusterRoles.everything();
    }

    private void reach() throws ClusterFailure {
        try (ApiClient.Answer answer = api.get("/version")) {
            // Whoever may not ask for the version may still be permitted what is needed.
            if (!answer.isSuccess() && answer.code() != 403) {
                throw failures.of(answer.code(), "", "/version", "get");
            }
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    /** The context's name, {@code in-cluster} inside a pod. */
    public String context() {
        return context;
    }

    /** The API server's address, without credentials. */
    public String server() {
        return server;
    }

    /**
     * Lists everything that an inventory keeps, then follows it in threads of its own.
     *
     * @throws ClusterFailure when pods or services cannot be listed
     */
    public InventoryFeed inventory(FeedOptions options) throws ClusterFailure {
        return inventory(options, Timing.standard(), InstantSource.system());
    }

    InventoryFeed inventory(FeedOptions options, Timing timing, InstantSource clock) throws ClusterFailure {
        return InventoryFeed.start(api, failures, context, options, timing, clock);
    }

    /**
     * Finds Hubble's relay; a port is forwarded when one is asked for.
     *
     * @throws ClusterFailure when there is none, or several outside the usual namespaces
     */
    public RelayForward relay() throws ClusterFailure {
        // Over Java's own client, fabric8 loses what is sent while the message before it is on its way.
        KubernetesClient forwarding = new KubernetesClientBuilder()
                .withConfig(client.getConfiguration())
                .withHttpClientFactory(new OkHttpClientFactory())
                .build();
        boolean found = false;
        try {
            RelayForward relay = RelayForward.find(forwarding, failures, context);
            found = true;
            return relay;
        } finally {
            if (!found) {
                forwarding.close();
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static String withoutCredentials(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "its server";
        }
    }
}
