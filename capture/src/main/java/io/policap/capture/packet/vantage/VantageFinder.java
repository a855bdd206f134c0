package io.policap.capture.packet.vantage;

import io.policap.capture.packet.file.CaptureInterface;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.NodeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Derives from where a capture was taken (R19) from what its packets have in common.
 *
 * <p>A vantage that is claimed wrongly makes absent traffic look like traffic that does not exist; so whatever fits more
 * than one vantage, or was filtered, is {@link Vantage.Unknown}.
 */
public final class VantageFinder {
    /** Packets without which nothing is claimed. */
    static final int LEAST_PACKETS = 20;

    private static final Vantage UNKNOWN = new Vantage.Unknown();

    private VantageFinder() {}

    /** The vantage of a capture with one interface, or of one interface by itself. */
    public static Vantage find(VantageFacts facts, CaptureInterface iface, Inventory inventory) {
        return find(facts, iface, inventory, List.of());
    }

    /**
     * The vantages of the interfaces of one capture, in their order. Where a tunnel device's packets fit either of two
     * nodes, the others tell on which node they were captured.
     */
    public static List<Vantage> findAll(
            List<VantageFacts> facts, List<CaptureInterface> interfaces, Inventory inventory) {
        List<Vantage> found = new ArrayList<>();
        Set<String> nodes = new TreeSet<>();
        for (int i = 0; i < facts.size(); i++) {
            Vantage vantage = find(facts.get(i), interfaces.get(i), inventory);
            found.add(vantage);
            node(vantage).ifPresent(nodes::add);
        }
        for (int i = 0; i < found.size() && nodes.size() == 1; i++) {
            if (found.get(i).equals(UNKNOWN)) {
                found.set(i, find(facts.get(i), interfaces.get(i), inventory, List.copyOf(nodes)));
            }
        }
        return List.copyOf(found);
    }

    private static Vantage find(
            VantageFacts facts, CaptureInterface iface, Inventory inventory, List<String> capturedOn) {
        LinkKind link = LinkKind.of(iface.linkType());
        DeviceName name = DeviceName.of(iface.name());
        if (facts.packets() < LEAST_PACKETS
                || !iface.filter().isEmpty()
                || link == LinkKind.OTHER
                || name == DeviceName.LOOPBACK) {
            return UNKNOWN;
        }
        AddressHomes homes = new AddressHomes(inventory, facts.first(), facts.last());
        Optional<Vantage> found = Optional.empty();
        if (link.isCooked() && name.isOneOf(DeviceName.ANY, DeviceName.OTHER)) {
            found = new WholeNode(facts, homes).find(link);
        }
        if (found.isEmpty() && !name.isOneOf(DeviceName.BRIDGE, DeviceName.OVERLAY)) {
            found = new PodEnd(facts, homes).find(link, name);
        }
        if (found.isEmpty() && !link.isCooked()) {
            found = device(new NodeDevice(facts, homes), link, name, homes, capturedOn);
        }
        return found.orElse(UNKNOWN);
    }

    private static Optional<Vantage> device(
            NodeDevice device, LinkKind link, DeviceName name, AddressHomes homes, List<String> capturedOn) {
        List<NodeRecord> nodes = device.nodesWithOneEnd();
        if (nodes.size() == 1) {
            NodeRecord node = nodes.get(0);
            if (link == LinkKind.ETHERNET && name == DeviceName.OTHER && device.isUplink(node)) {
                return Optional.of(new Vantage.Uplink(node.name()));
            }
        }
        if (name.isOneOf(DeviceName.OVERLAY, DeviceName.OTHER)) {
            for (NodeRecord node : nodes) {
                // Both tunnel devices of two nodes show the same packets.
                boolean known = nodes.size() == 1
                        || (capturedOn.contains(node.name()) && homes.nodesAround(node) == nodes.size());
                if (known && device.isOverlay(node)) {
                    return Optional.of(new Vantage.Overlay(node.name()));
                }
            }
        }
        if (link == LinkKind.ETHERNET && name.isOneOf(DeviceName.BRIDGE, DeviceName.OTHER)) {
            return device.bridge(name);
        }
        return Optional.empty();
    }

    private static Optional<String> node(Vantage vantage) {
        if (vantage instanceof Vantage.Node) {
            return Optional.of(((Vantage.Node) vantage).node());
        }
        if (vantage instanceof Vantage.Uplink) {
            return Optional.of(((Vantage.Uplink) vantage).node());
        }
        if (vantage instanceof Vantage.Bridge) {
            return Optional.of(((Vantage.Bridge) vantage).node());
        }
        return Optional.empty();
    }
}
