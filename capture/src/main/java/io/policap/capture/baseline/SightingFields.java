package io.policap.capture.baseline;

import io.policap.infer.connection.PodSighting;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;

/** Which pod carried which labels. */
final class SightingFields {
    private final JsonCursor cursor;
    private final PartyReader parties;
    private String cluster = WorkloadKey.DEFAULT_CLUSTER;
    private String namespace = "";
    private String name = "";
    private Labels labels = Labels.NONE;
    private boolean identity;
    private String workloadKind = "";
    private String workloadName = "";
    private String node = "";

    SightingFields(JsonCursor cursor, PartyReader parties) {
        this.cursor = cursor;
        this.parties = parties;
    }

    boolean read(String key) {
        switch (key) {
            case "cluster" -> cluster = cursor.text(key);
            case "namespace" -> namespace = cursor.text(key);
            case "name" -> name = cursor.text(key);
            case "labels" -> labels = parties.labels();
            case "identity" -> identity = cursor.flag(key);
            case "workloadKind" -> workloadKind = cursor.text(key);
            case "workloadName" -> workloadName = cursor.text(key);
            case "node" -> node = cursor.text(key);
            default -> {
                return false;
            }
        }
        return true;
    }

    PodSighting sighting() {
        return new PodSighting(
                new PodKey(cluster, namespace, name), labels, identity, workloadKind, workloadName, node);
    }
}
