package io.policap.capture.kubernetes.live;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.policap.capture.kubernetes.live.ClusterFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A port of this host that leads to Hubble's relay, through the API server. Safe for several threads. */
public final class RelayForward implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final KubernetesClient client;
    private final Failures failures;
    private final String namespace;
    private final String service;
    private final Map<String, String> selector;
    private final ServicePort port;
    private @Nullable LocalPortForward forward;
    private String podUid = "";
    private String podName = "";

    private RelayForward(KubernetesClient client, Failures failures, Service service, ServicePort port) {
        this.client = client;
        this.failures = failures;
        this.namespace = service.getMetadata().getNamespace();
        this.service = RelayService.nameOf(service);
        Map<String, String> labels = service.getSpec().getSelector();
        this.selector = labels == null || labels.isEmpty()
                ? Map.of(RelayService.LABEL, RelayService.LABELLED)
                : Map.copyOf(labels);
        this.port = port;
    }

    static RelayForward find(KubernetesClient client, Failures failures, String context) throws ClusterFailure {
        Map<String, Service> relays = new TreeMap<>();
        for (Service found : services(client, failures)) {
            if (RelayService.grpcPort(found).isPresent()) {
                relays.put(RelayService.nameOf(found), found);
            }
        }
        if (relays.isEmpty()) {
            throw new ClusterFailure(
                    Kind.RELAY,
                    "cluster " + context + " has no service labelled k8s-app=hubble-relay; switch Hubble's relay on"
                            + " ('cilium hubble enable', or hubble.relay.enabled=true in the chart), or name the server");
        }
        List<Service> chosen = new ArrayList<>(relays.values());
        for (String usual : RelayService.USUAL_NAMESPACES) {
            List<Service> there = relays.values().stream()
                    .filter(relay -> relay.getMetadata().getNamespace().equals(usual))
                    .toList();
            if (!there.isEmpty()) {
                chosen = there;
                break;
            }
        }
        if (chosen.size() > 1) {
            throw new ClusterFailure(
                    Kind.RELAY,
                    "cluster " + context + " has several services of a Hubble relay: "
                            + String.join(
                                    ", ",
                                    chosen.stream().map(RelayService::nameOf).toList())
                            + "; forward a port to one with kubectl and name it as the server");
        }
        Service relay = chosen.get(0);
        return new RelayForward(
                client, failures, relay, RelayService.grpcPort(relay).orElseThrow());
    }

    // Who may not look into all namespaces may still look into the usual ones.
    private static List<Service> services(KubernetesClient client, Failures failures) throws ClusterFailure {
        try {
            return client.services()
                    .inAnyNamespace()
                    .withLabel(RelayService.LABEL, RelayService.LABELLED)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            ClusterFailure refusal = failure(failures, e, "services", "list");
            if (refusal.kind() != Kind.FORBIDDEN) {
                throw refusal;
            }
            List<Service> found = new ArrayList<>();
            for (String usual : RelayService.USUAL_NAMESPACES) {
                try {
                    found.addAll(client.services()
                            .inNamespace(usual)
                            .withLabel(RelayService.LABEL, RelayService.LABELLED)
                            .list()
                            .getItems());
                } catch (KubernetesClientException there) {
                    if (failure(failures, there, "services", "list").kind() != Kind.FORBIDDEN) {
                        throw failure(failures, there, "services", "list");
                    }
                }
            }
            if (found.isEmpty()) {
                throw refusal;
            }
            return found;
        }
    }

    private static ClusterFailure failure(
            Failures failures, KubernetesClientException e, String resource, String... verbs) {
        return e.getCode() > 0 ? failures.of(e.getCode(), "", resource, verbs) : failures.of(e);
    }

    /**
     * The port on 127.0.0.1, to be asked for before each connection: the pod behind it may have changed, and then so has
     * the port.
     *
     * @throws ClusterFailure when no pod of the relay is ready, or the forward is not permitted
     */
    public synchronized int port() throws ClusterFailure {
        try {
            LocalPortForward open = forward;
            if (open != null && open.isAlive() && !open.errorOccurred() && isStillThere()) {
                return open.getLocalPort();
            }
            closeForward();
            Pod pod = readyPod();
            LocalPortForward opened = client.pods()
                    .inNamespace(namespace)
                    .withName(pod.getMetadata().getName())
                    .portForward(RelayService.targetPort(port, pod), InetAddress.getByAddress(LOOPBACK), 0);
            forward = opened;
            podUid = pod.getMetadata().getUid();
            podName = pod.getMetadata().getName();
            return opened.getLocalPort();
        } catch (KubernetesClientException e) {
            throw failure(failures, e, "pods", "get", "list");
        } catch (IOException | IllegalStateException e) {
            throw new ClusterFailure(Kind.RELAY, "no port of 127.0.0.1 can be opened for the relay", e);
        }
    }

    private boolean isStillThere() {
        Pod pod = client.pods().inNamespace(namespace).withName(podName).get();
        return pod != null && podUid.equals(pod.getMetadata().getUid()) && RelayService.isReady(pod);
    }

    private Pod readyPod() throws ClusterFailure {
        List<Pod> pods =
                client.pods().inNamespace(namespace).withLabels(selector).list().getItems();
        return pods.stream()
                .filter(RelayService::isReady)
                .min(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .orElseThrow(() -> new ClusterFailure(
                        Kind.RELAY,
                        "none of the " + pods.size() + " pods behind " + service + " is ready; see 'kubectl -n "
                                + namespace + " get pods -l k8s-app=hubble-relay'"));
    }

    /** Whether the relay speaks TLS, as far as its service tells. */
    public RelayTls tls() {
        return RelayService.tls(port);
    }

    /** The relay's service, {@code namespace/name}. */
    public String service() {
        return service;
    }

    /** Why connections through the forward failed, empty while none has: a right to forward that is missing, above all. */
    public synchronized String problem() {
        LocalPortForward open = forward;
        if (open == null || !open.errorOccurred()) {
            return "";
        }
        for (Throwable cause : open.getServerThrowables()) {
            if (cause instanceof io.fabric8.kubernetes.client.http.WebSocketHandshakeException refused
                    && refused.getResponse() != null) {
                return failures.of(refused.getResponse().code(), "", "pods/portforward", "get", "create")
                        .getMessage();
            }
        }
        return "the forward to " + service + " broke off";
    }

    @Override
    public synchronized void close() {
        closeForward();
        client.close();
    }

    private void closeForward() {
        LocalPortForward open = forward;
        forward = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing is lost with it.
            }
        }
    }
}
