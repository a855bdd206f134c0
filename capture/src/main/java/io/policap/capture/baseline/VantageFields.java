package io.policap.capture.baseline;

import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.WorkloadKey;

/** A vantage among the fields of an object. */
final class VantageFields {
    private final JsonCursor cursor;
    private String kind = "";
    private String node = "";
    private String cluster = WorkloadKey.DEFAULT_CLUSTER;
    private String namespace = "";
    private String name = "";

    VantageFields(JsonCursor cursor) {
        this.cursor = cursor;
    }

    boolean read(String key) {
        switch (key) {
            case "vantage" -> kind = cursor.text(key);
            case "node" -> node = cursor.text(key);
            case "cluster" -> cluster = cursor.text(key);
            case "namespace" -> namespace = cursor.text(key);
            case "name" -> name = cursor.text(key);
            default -> {
                return false;
            }
        }
        return true;
    }

    Vantage vantage() {
        return switch (kind) {
            case "node" -> new Vantage.Node(node);
            case "uplink" -> new Vantage.Uplink(node);
            case "overlay" -> new Vantage.Overlay(node);
            case "bridge" -> new Vantage.Bridge(node);
            case "pod" -> new Vantage.Pod(new PodKey(cluster, namespace, name));
            case "unknown" -> new Vantage.Unknown();
            default -> throw new DamagedException("the vantage of a claim is none that is known here");
        };
    }
}
