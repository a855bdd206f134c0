package io.policap.emit.baseline;

import io.policap.infer.flow.Vantage;

/** Writes from where a source saw, as fields of the object that has begun. */
final class VantageWriter {
    private final EntryJson json;
    private final PartyWriter parties;

    VantageWriter(EntryJson json, PartyWriter parties) {
        this.json = json;
        this.parties = parties;
    }

    void write(Vantage vantage) {
        if (vantage instanceof Vantage.Node) {
            write("node", ((Vantage.Node) vantage).node());
        } else if (vantage instanceof Vantage.Uplink) {
            write("uplink", ((Vantage.Uplink) vantage).node());
        } else if (vantage instanceof Vantage.Overlay) {
            write("overlay", ((Vantage.Overlay) vantage).node());
        } else if (vantage instanceof Vantage.Bridge) {
            write("bridge", ((Vantage.Bridge) vantage).node());
        } else if (vantage instanceof Vantage.Pod) {
            json.writeStringProperty("vantage", "pod");
            parties.pod(((Vantage.Pod) vantage).pod());
        } else {
            json.writeStringProperty("vantage", "unknown");
        }
    }

    private void write(String kind, String node) {
        json.writeStringProperty("vantage", kind);
        json.writeStringProperty("node", node);
    }
}
