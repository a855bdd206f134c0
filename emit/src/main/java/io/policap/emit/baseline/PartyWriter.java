package io.policap.emit.baseline;

import io.policap.infer.connection.Party;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import tools.jackson.core.JsonGenerator;

/** Writes the ends of connections; the default cluster's name and whatever is false are left out. */
final class PartyWriter {
    private final JsonGenerator json;

    PartyWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(String name, Party party) {
        json.writeName(name);
        json.writeStartObject();
        if (party instanceof Party.Pods) {
            Party.Pods pods = (Party.Pods) party;
            json.writeStringProperty("kind", "pods");
            cluster(pods.cluster());
            json.writeStringProperty("namespace", pods.namespace());
            labels(pods.labels());
        } else if (party instanceof Party.NamedPod) {
            json.writeStringProperty("kind", "pod");
            pod(((Party.NamedPod) party).key());
        } else if (party instanceof Party.Node) {
            Party.Node node = (Party.Node) party;
            json.writeStringProperty("kind", "node");
            json.writeStringProperty("address", node.address().toString());
            flag("own", node.own());
            flag("apiServer", node.apiServer());
        } else {
            Party.Address address = (Party.Address) party;
            json.writeStringProperty("kind", "address");
            json.writeStringProperty("block", address.block().toString());
            flag("outside", address.outside());
        }
        json.writeEndObject();
    }

    void pod(PodKey key) {
        cluster(key.cluster());
        json.writeStringProperty("namespace", key.namespace());
        json.writeStringProperty("name", key.name());
    }

    void labels(Labels labels) {
        json.writeName("labels");
        json.writeStartObject();
        labels.map().forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    void flag(String name, boolean value) {
        if (value) {
            json.writeBooleanProperty(name, true);
        }
    }

    private void cluster(String name) {
        if (!name.equals(WorkloadKey.DEFAULT_CLUSTER)) {
            json.writeStringProperty("cluster", name);
        }
    }
}
