package io.policap.emit.read;

import io.policap.infer.label.LabelSelector;
import io.policap.infer.net.Cidr;
import io.policap.infer.policy.cilium.CidrSet;
import io.policap.infer.policy.cilium.CiliumEntity;
import io.policap.infer.policy.cilium.CiliumPeers.ServiceSelector;
import java.util.List;
import java.util.Optional;

/** Reads the peers of Cilium's rules. */
final class CiliumPeerReader {
    private CiliumPeerReader() {}

    static CiliumEntity entity(Node field, String path) throws MalformedException {
        String text = Fields.text(field, path);
        return CiliumEntity.of(text)
                .orElseThrow(() -> new MalformedException(
                        field.line(), path + " is " + Excerpt.of(text) + ", which Cilium does not know"));
    }

    static CidrSet cidrSet(Fields fields) throws MalformedException {
        Optional<Cidr> cidr = fields.read("cidr", Addresses::prefixOrAddress);
        Optional<String> group = fields.string("cidrGroupRef");
        Optional<LabelSelector> selector = fields.object("cidrGroupSelector", SelectorReader::read);
        List<Cidr> except = fields.list("except", Addresses::prefixOrAddress).orElse(List.of());
        int choices = (cidr.isPresent() ? 1 : 0) + (group.isPresent() ? 1 : 0) + (selector.isPresent() ? 1 : 0);
        if (choices != 1) {
            throw fields.malformed("cidr", "exactly one of cidr, cidrGroupRef, cidrGroupSelector is needed");
        }
        if (cidr.isEmpty() && !except.isEmpty()) {
            throw fields.malformed("except", "is only for cidr, not for groups");
        }
        try {
            if (cidr.isPresent()) {
                return new CidrSet.Literal(cidr.get(), except);
            }
        } catch (IllegalArgumentException outside) {
            throw fields.malformed("except", String.valueOf(outside.getMessage()));
        }
        return group.isPresent()
                ? new CidrSet.GroupRef(group.get())
                : new CidrSet.GroupSelector(selector.orElse(LabelSelector.ALL));
    }

    static ServiceSelector service(Fields fields) throws MalformedException {
        Optional<ServiceSelector> named = fields.object(
                "k8sService",
                service -> new ServiceSelector.Named(
                        service.string("namespace").orElse(""),
                        service.string("serviceName").orElseThrow(() -> service.malformed("serviceName", "missing"))));
        Optional<ServiceSelector> labelled = fields.object(
                "k8sServiceSelector",
                service -> new ServiceSelector.Labelled(
                        service.string("namespace").orElse(""),
                        service.object("selector", SelectorReader::read)
                                .orElseThrow(() -> service.malformed("selector", "missing"))));
        if (named.isPresent() == labelled.isPresent()) {
            throw fields.malformed("k8sService", "exactly one of k8sService, k8sServiceSelector is needed");
        }
        return named.isPresent() ? named.get() : labelled.orElseThrow();
    }
}
