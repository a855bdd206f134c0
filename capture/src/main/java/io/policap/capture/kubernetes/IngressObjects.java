package io.policap.capture.kubernetes;

import io.policap.infer.inventory.IngressBackend;
import io.policap.infer.inventory.InventoryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what leads to services from outside: Ingress (networking.k8s.io/v1 and the older v1beta1 form), the routes of
 * the Gateway API, and OpenShift's Route.
 */
final class IngressObjects {
    static final Set<String> ROUTES = Set.of("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute");

    private IngressObjects() {}

    static void readIngress(String cluster, Fields ingress, ObjectMeta meta, InventoryBuilder builder) {
        Fields spec = ingress.at("spec");
        List<IngressBackend> backends = new ArrayList<>();
        addBackend(cluster, meta, spec.at("defaultBackend"), backends);
        addBackend(cluster, meta, spec.at("backend"), backends);
        for (Fields rule : spec.each("rules")) {
            for (Fields path : rule.at("http").each("paths")) {
                addBackend(cluster, meta, path.at("backend"), backends);
            }
        }
        builder.addIngress(cluster, meta.namespace(), "Ingress/" + meta.name(), backends, meta.version());
    }

    private static void addBackend(String cluster, ObjectMeta meta, Fields backend, List<IngressBackend> backends) {
        Fields service = backend.at("service");
        String name = service.text("name");
        if (!name.isEmpty()) {
            Fields port = service.at("port");
            backends.add(new IngressBackend(cluster, meta.namespace(), name, port.text("name"), port.port("number")));
        } else if (backend.has("serviceName")) {
            String port = backend.text("servicePort");
            int number = PortText.number(port);
            backends.add(new IngressBackend(
                    cluster, meta.namespace(), backend.text("serviceName"), number > 0 ? "" : port, number));
        }
    }

    static void readGatewayRoute(String cluster, String kind, Fields route, ObjectMeta meta, InventoryBuilder builder) {
        List<IngressBackend> backends = new ArrayList<>();
        for (Fields rule : route.at("spec").each("rules")) {
            for (Fields backend : rule.each("backendRefs")) {
                String target = backend.text("kind");
                if (target.isEmpty() || target.equals("Service")) {
                    String namespace = backend.text("namespace");
                    backends.add(new IngressBackend(
                            cluster,
                            namespace.isEmpty() ? meta.namespace() : namespace,
                            backend.text("name"),
                            "",
                            backend.port("port")));
                }
            }
        }
        builder.addIngress(cluster, meta.namespace(), kind + "/" + meta.name(), backends, meta.version());
    }

    static void readOpenShiftRoute(String cluster, Fields route, ObjectMeta meta, InventoryBuilder builder) {
        Fields to = route.at("spec").at("to");
        List<IngressBackend> backends = to.text("kind").equals("Service")
                ? List.of(new IngressBackend(cluster, meta.namespace(), to.text("name"), "", 0))
                : List.of();
        builder.addIngress(cluster, meta.namespace(), "Route/" + meta.name(), backends, meta.version());
    }
}
