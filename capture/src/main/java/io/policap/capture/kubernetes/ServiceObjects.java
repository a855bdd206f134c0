package io.policap.capture.kubernetes;

import io.policap.infer.inventory.EndpointSliceRecord;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.inventory.ServicePort;
import io.policap.infer.inventory.ServiceRecord;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads services and their endpoints (Kubernetes API, Service, EndpointSlice, Endpoints). */
final class ServiceObjects {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private ServiceObjects() {}

    static void readService(String cluster, Fields service, ObjectMeta meta, InventoryBuilder builder) {
        Fields spec = service.at("spec");
        String type = spec.text("type");
        List<Ip> virtual = addresses(spec, "clusterIPs");
        if (virtual.isEmpty()) {
            spec.addAddress("clusterIP", virtual);
        }
        List<Ip> external = addresses(spec, "externalIPs");
        spec.addAddress("loadBalancerIP", external);
        for (Fields point : service.at("status").at("loadBalancer").each("ingress")) {
            point.addAddress("ip", external);
        }
        List<ServicePort> ports = new ArrayList<>();
        for (Fields port : spec.each("ports")) {
            Optional<Protocol> protocol = port.protocol();
            int number = port.port("port");
            if (protocol.isPresent() && number > 0) {
                ports.add(new ServicePort(
                        port.text("name"), number, protocol.get(), port.text("targetPort"), port.port("nodePort")));
            }
        }
        builder.addService(
                new ServiceRecord(
                        cluster,
                        meta.namespace(),
                        meta.name(),
                        type.isEmpty() ? "ClusterIP" : type,
                        virtual,
                        external,
                        spec.labels("selector"),
                        ports,
                        spec.text("externalName")),
                meta.version());
    }

    static void readSlice(String cluster, Fields slice, ObjectMeta meta, InventoryBuilder builder) {
        List<Ip> addresses = new ArrayList<>();
        if (!slice.text("addressType").equals("FQDN")) {
            for (Fields endpoint : slice.each("endpoints")) {
                addresses.addAll(addresses(endpoint, "addresses"));
            }
        }
        String service = meta.labels().map().getOrDefault(SERVICE_NAME, "");
        builder.addEndpoints(
                "EndpointSlice/" + meta.name(),
                new EndpointSliceRecord(cluster, meta.namespace(), service, addresses, endpointPorts(slice)),
                meta.version());
    }

    static void readEndpoints(String cluster, Fields endpoints, ObjectMeta meta, InventoryBuilder builder) {
        int index = 0;
        for (Fields subset : endpoints.each("subsets")) {
            List<Ip> addresses = new ArrayList<>();
            for (String key : List.of("addresses", "notReadyAddresses")) {
                for (Fields address : subset.each(key)) {
                    address.addAddress("ip", addresses);
                }
            }
            builder.addEndpoints(
                    "Endpoints/" + meta.name() + "/" + index++,
                    new EndpointSliceRecord(cluster, meta.namespace(), meta.name(), addresses, endpointPorts(subset)),
                    meta.version());
        }
    }

    private static List<ServicePort> endpointPorts(Fields holder) {
        List<ServicePort> ports = new ArrayList<>();
        for (Fields port : holder.each("ports")) {
            Optional<Protocol> protocol = port.protocol();
            int number = port.port("port");
            if (protocol.isPresent() && number > 0) {
                ports.add(new ServicePort(port.text("name"), number, protocol.get(), String.valueOf(number), 0));
            }
        }
        return ports;
    }

    private static List<Ip> addresses(Fields holder, String key) {
        List<Ip> addresses = new ArrayList<>();
        for (String text : holder.texts(key)) {
            holder.address(key, text).ifPresent(addresses::add);
        }
        return addresses;
    }
}
