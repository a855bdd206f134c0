package io.policap.emit.baseline;

import io.policap.infer.connection.Party;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import java.util.Map;

/** Writes the ends of connections; the default cluster's name and whatever is false are left out. */
final class PartyWriter {
    private final EntryJson json;
    private final PartyTexts texts;

    PartyWriter(EntryJson json, PartyTexts texts) {
        this.json = json;
        this.texts = texts;
    }

    void write(String name, Party party) {
        json.writeName(name);
        byte[] known = texts.of(party);
        if (known != null) {
            json.writeCopy(known);
            return;
        }
        int from = json.position();
        write(party);
        texts.keep(party, json.copySince(from));
    }

    private void write(Party party) {
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
            json.writeAddressProperty("address", node.address());
            flag("own", node.own());
            flag("apiServer", node.apiServer());
        } else if (party instanceof Party.IngressProxy) {
            json.writeStringProperty("kind", "ingress-proxy");
        } else {
            Party.Address address = (Party.Address) party;
            json.writeStringProperty("kind", "address");
            json.writeBlockProperty("block", address.block());
            flag("outside", address.outside());
        }
        json.writeEndObject();
    }

    void pod(PodKey key) {
        cluster(key.cluster());
        json.writeStringProperty("namespace", key.namespace());
        json.writeStringProperty("name", key.name());
    }

    /** Labels as an object, or as pairs where a key is no sound Unicode: JSON readers refuse such keys. */
    void labels(Labels labels) {
        json.writeName("labels");
        if (areSound(labels)) {
            json.writeStartObject();
            for (Map.Entry<String, String> label : labels.map().entrySet()) {
                json.writeStringProperty(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            return;
        }
        json.writeStartArray();
        labels.map().forEach((key, value) -> {
            json.writeStartArray();
            json.writeString(key);
            json.writeString(value);
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    private static boolean areSound(Labels labels) {
        for (String key : labels.map().keySet()) {
            if (!isSound(key)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (!Character.isSurrogate(unit)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return false;
            }
            i++;
        }
        return true;
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
