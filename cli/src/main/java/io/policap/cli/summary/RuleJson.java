package io.policap.cli.summary;

import io.policap.infer.intent.HttpPermission;
import io.policap.infer.intent.Layer7Permission;
import io.policap.infer.intent.Permission;
import io.policap.infer.intent.Rule;
import io.policap.infer.policy.from.PeerText;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Rules with their evidence as fields of a JSON object. */
final class RuleJson {
    private RuleJson() {}

    static void rules(JsonGenerator json, String name, List<Rule> rules) {
        json.writeName(name);
        json.writeStartArray();
        for (Rule rule : rules) {
            json.writeStartObject();
            json.writeStringProperty("peer", PeerText.of(rule.peer()));
            json.writeName("permissions");
            json.writeStartArray();
            rule.permissions().forEach(permission -> permission(json, permission));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void permission(JsonGenerator json, Permission permission) {
        json.writeStartObject();
        json.writeStringProperty("ports", permission.ports().toString());
        json.writeNumberProperty("seen", permission.evidence().count());
        SummaryJson.time(json, "first", permission.evidence().first());
        SummaryJson.time(json, "last", permission.evidence().last());
        strings(json, "observers", permission.evidence().observers());
        strings(json, "names", List.copyOf(permission.names()));
        strings(
                json,
                "marks",
                permission.marks().stream().map(mark -> mark.text()).toList());
        if (!permission.reasons().isEmpty()) {
            strings(json, "reasons", List.copyOf(permission.reasons()));
        }
        layer7(json, permission.layer7());
        json.writeEndObject();
    }

    private static void layer7(JsonGenerator json, Layer7Permission condition) {
        if (condition.authenticated()) {
            json.writeBooleanProperty("authenticated", true);
        }
        if (condition.http().isEmpty()) {
            return;
        }
        json.writeName("http");
        json.writeStartArray();
        for (HttpPermission request : condition.http()) {
            json.writeStartObject();
            json.writeStringProperty("method", request.method());
            json.writeStringProperty("path", request.path());
            strings(json, "headers", List.copyOf(request.headers()));
            json.writeNumberProperty("requests", request.requests());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeName(name);
        json.writeStartArray();
        values.stream().sorted().forEach(json::writeString);
        json.writeEndArray();
    }
}
