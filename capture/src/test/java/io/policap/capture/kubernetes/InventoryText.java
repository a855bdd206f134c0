package io.policap.capture.kubernetes;

import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Reads texts and describes what came of them, for tests. */
public final class InventoryText {
    final InventoryBuilder builder = new InventoryBuilder();
    final Issues issues = new Issues();
    final InventoryReader reader = new InventoryReader(builder, issues);

    static InventoryText of(String text) {
        return new InventoryText().add("test", text.getBytes(StandardCharsets.UTF_8));
    }

    static InventoryText of(byte[] bytes) {
        return new InventoryText().add("test", bytes);
    }

    InventoryText add(String place, byte[] bytes) {
        try {
            reader.read(place, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Inventory inventory() {
        return builder.build();
    }

    List<String> podNames() {
        return inventory().pods().stream().map(pod -> pod.key().toString()).toList();
    }

    List<String> messages() {
        return issues.list().stream()
                .map(issue -> issue.place() + " " + issue.message())
                .toList();
    }

    /** Everything in an inventory, one thing per line. */
    public static String describe(Inventory inventory) {
        StringBuilder text = new StringBuilder();
        inventory.pods().forEach(pod -> text.append(pod).append('\n'));
        inventory
                .workloads()
                .forEach(key -> text.append(key)
                        .append(inventory.owner(key).map(Object::toString).orElse(""))
                        .append('\n'));
        inventory.services().forEach(service -> {
            text.append(service).append('\n');
            service.ports()
                    .forEach(port -> text.append(inventory.backends(service, port.protocol(), port.port()))
                            .append('\n'));
        });
        text.append(inventory.namespaces())
                .append('\n')
                .append(inventory.nodes())
                .append('\n');
        text.append(inventory.policies().stream()
                .map(policy -> policy.tree().toString())
                .collect(Collectors.joining("\n")));
        return text.append(inventory.apiServerAddresses())
                .append(inventory.podRanges())
                .append(inventory.serviceRanges())
                .append(inventory.dnsAddresses())
                .toString();
    }
}
