package io.policap.cli.summary;

import io.policap.capture.packet.TakenCapture;
import io.policap.capture.packet.join.ClockSkew;
import io.policap.cli.console.JsonText;
import io.policap.cli.learn.Learned;
import io.policap.cli.source.Ingested;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Books;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.intent.Confidence;
import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.intent.WorkloadIntent;
import io.policap.infer.issue.Issue;
import io.policap.infer.learn.edge.JudgedEdge;
import io.policap.infer.range.AddressFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** The summary of a run as machines read it: {@code summary.json}. */
public final class SummaryJson {
    /** Raised when a field changes its meaning or goes away. */
    static final int FORMAT_VERSION = 1;

    /** Blind spots listed of each workload; all of them are in the recording's list. */
    private static final int BLIND_SPOTS_TOLD = 20;

    private SummaryJson() {}

    public static String of(Learned learned) {
        return JsonText.pretty(json -> {
            json.writeNumberProperty("formatVersion", FORMAT_VERSION);
            json.writeStringProperty("mode", learned.mode().text());
            json.writeStringProperty("cluster", learned.inferred().intent().cluster());
            json.writeBooleanProperty("dnsObservedOnly", learned.options().dnsObservedOnly());
            json.writeBooleanProperty("learnDenied", learned.options().learnDenied());
            json.writeNumberProperty("rangeRisk", learned.options().rangeRisk());
            flows(json, learned.ingested());
            connections(json, learned);
            addresses(json, learned);
            crossCheck(json, learned);
            kinds(json, learned);
            workloads(json, learned);
            namespaces(json, learned);
            issues(json, learned);
        });
    }

    private static void flows(JsonGenerator json, Ingested ingested) {
        BaselineSnapshot baseline = ingested.baseline();
        Books books = baseline.books();
        json.writeName("flows");
        json.writeStartObject();
        json.writeNumberProperty("read", books.read());
        json.writeNumberProperty("used", books.used());
        json.writeName("skipped");
        json.writeStartObject();
        books.skipped().forEach((reason, count) -> json.writeNumberProperty(reason.text(), count));
        json.writeEndObject();
        json.writeEndObject();
        json.writeName("recording");
        json.writeStartObject();
        time(json, "first", baseline.span().first());
        time(json, "last", baseline.span().last());
        json.writeName("nodes");
        json.writeStartArray();
        baseline.nodes().forEach(json::writeString);
        json.writeEndArray();
        blindSpots(json, "blindSpots", baseline.blindSpots());
        captures(json, ingested);
        json.writeEndObject();
    }

    private static void blindSpots(JsonGenerator json, String name, List<BlindSpot> spots) {
        json.writeName(name);
        json.writeStartArray();
        for (BlindSpot spot : spots) {
            json.writeStartObject();
            json.writeStringProperty("node", spot.node());
            json.writeStringProperty("reason", spot.reason());
            json.writeNumberProperty("events", spot.events());
            time(json, "from", spot.from());
            time(json, "to", spot.to());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** From where captures were taken, and what they show of the nodes' clocks; only where there are any. */
    private static void captures(JsonGenerator json, Ingested ingested) {
        if (ingested.captures().isEmpty()) {
            return;
        }
        json.writeName("captures");
        json.writeStartArray();
        for (TakenCapture capture : ingested.captures()) {
            json.writeStartObject();
            json.writeStringProperty("capture", capture.name());
            json.writeName("vantages");
            json.writeStartArray();
            capture.vantages().forEach(vantage -> json.writeString(vantage.text()));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeName("clockSkews");
        json.writeStartArray();
        for (ClockSkew skew : ingested.skews()) {
            json.writeStartObject();
            json.writeStringProperty("node", skew.nodeB());
            json.writeStringProperty("aheadOf", skew.nodeA());
            json.writeNumberProperty("microseconds", Math.round(skew.offset() / 1000.0));
            json.writeNumberProperty("spread", Math.round(skew.spread() / 1000.0));
            json.writeNumberProperty("connections", skew.connections());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Times outside what ISO 8601 can say stand for unknown ones and are left out. */
    static void time(JsonGenerator json, String name, Instant time) {
        if (!time.equals(Instant.MIN) && !time.equals(Instant.MAX)) {
            json.writeStringProperty(name, time.toString());
        }
    }

    private static void connections(JsonGenerator json, Learned learned) {
        Map<String, Long> outcomes = new TreeMap<>();
        long probes = 0;
        for (JudgedEdge edge : learned.inferred().edges()) {
            outcomes.merge(edge.outcome().kind().text(), 1L, Long::sum);
            probes += edge.probe() ? 1 : 0;
        }
        json.writeName("connectionClasses");
        json.writeStartObject();
        json.writeNumberProperty("total", learned.inferred().edges().size());
        outcomes.forEach(json::writeNumberProperty);
        json.writeNumberProperty("probes", probes);
        json.writeEndObject();
        edges(json, learned);
    }

    /** What became of outside addresses; only where something did. */
    private static void addresses(JsonGenerator json, Learned learned) {
        AddressFigures figures = learned.inferred().addresses();
        if (figures.equals(AddressFigures.NONE)) {
            return;
        }
        json.writeName("addresses");
        json.writeStartObject();
        json.writeNumberProperty("cidrBudget", figures.cidrBudget());
        json.writeNumberProperty("surplusAddresses", figures.surplus());
        json.writeNumberProperty("entriesSaved", figures.saved());
        json.writeNumberProperty("knownRanges", figures.knownRanges());
        json.writeNumberProperty("knownRangesMatched", figures.matchedRanges());
        json.writeNumberProperty("foldedEdges", figures.foldedEdges());
        json.writeNumberProperty("foldedPrefixes", figures.foldedPrefixes());
        json.writeEndObject();
    }

    /** Every edge with its outcome, so that what makes no rule is listed too, and promote replays the same. */
    private static void edges(JsonGenerator json, Learned learned) {
        json.writeName("edges");
        json.writeStartArray();
        for (JudgedEdge judged : learned.inferred().edges()) {
            json.writeStartObject();
            json.writeStringProperty("edge", judged.edge().describe());
            json.writeStringProperty("outcome", judged.outcome().kind().text());
            json.writeNumberProperty("seen", judged.edge().evidence().mostTotal());
            if (judged.probe()) {
                json.writeBooleanProperty("probe", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What Hubble or the captures alone saw; only where a recording has both. */
    private static void crossCheck(JsonGenerator json, Learned learned) {
        learned.inferred().crossCheck().ifPresent(check -> {
            json.writeName("crossCheck");
            json.writeStartObject();
            json.writeNumberProperty("both", check.both());
            json.writeName("onlyHubble");
            json.writeStartArray();
            check.onlyHubble().forEach(json::writeString);
            json.writeEndArray();
            json.writeName("onlyCaptures");
            json.writeStartArray();
            check.onlyPackets().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void kinds(JsonGenerator json, Learned learned) {
        json.writeName("kinds");
        json.writeStartObject();
        learned.kinds().forEach((name, kind) -> {
            json.writeName(name);
            json.writeStartObject();
            json.writeNumberProperty("policies", kind.allow());
            json.writeNumberProperty("defaultDeny", kind.defaultDeny());
            json.writeName("withheld");
            json.writeStartArray();
            kind.withheld().forEach(json::writeString);
            json.writeEndArray();
            json.writeName("proof");
            json.writeStartObject();
            ReplayJson.fields(json, kind.replay());
            json.writeEndObject();
            json.writeName("overPermission");
            json.writeStartObject();
            kind.wider().forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void workloads(JsonGenerator json, Learned learned) {
        json.writeName("workloads");
        json.writeStartArray();
        for (WorkloadIntent workload : learned.inferred().intent().workloads()) {
            Confidence confidence = workload.confidence();
            json.writeStartObject();
            json.writeStringProperty("workload", workload.key().toString());
            json.writeBooleanProperty("ready", workload.isReady() && workload.hasRules());
            json.writeName("notReady");
            json.writeStartArray();
            workload.notReady().forEach(json::writeString);
            json.writeEndArray();
            json.writeStringProperty(
                    "ingressCoverage", workload.ingressCoverage().text());
            json.writeStringProperty("egressCoverage", workload.egressCoverage().text());
            json.writeNumberProperty("flows", confidence.flows());
            json.writeNumberProperty("edges", confidence.edges());
            json.writeNumberProperty("blindSpots", confidence.blindSpots());
            json.writeNumberProperty("lostEvents", confidence.lostEvents());
            if (!workload.blindSpots().isEmpty()) {
                List<BlindSpot> told = workload.blindSpots();
                blindSpots(json, "blindSpotList", told.subList(0, Math.min(told.size(), BLIND_SPOTS_TOLD)));
            }
            time(json, "firstSeen", confidence.first());
            time(json, "lastSeen", confidence.last());
            json.writeNumberProperty("newEdgeProbability", Math.round(confidence.newEdgeProbability() * 1000) / 1000.0);
            RuleJson.rules(json, "ingress", workload.ingress());
            RuleJson.rules(json, "egress", workload.egress());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void namespaces(JsonGenerator json, Learned learned) {
        json.writeName("namespaces");
        json.writeStartArray();
        for (NamespaceIntent namespace : learned.inferred().intent().namespaces()) {
            json.writeStartObject();
            json.writeStringProperty("namespace", namespace.name());
            json.writeName("uncovered");
            json.writeStartArray();
            namespace.uncovered().forEach(json::writeString);
            json.writeEndArray();
            json.writeName("cut");
            json.writeStartArray();
            namespace.cut().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void issues(JsonGenerator json, Learned learned) {
        json.writeName("issueCounts");
        json.writeStartObject();
        learned.issueCounts().forEach((code, count) -> json.writeNumberProperty(code.text(), count));
        json.writeEndObject();
        json.writeName("issues");
        json.writeStartArray();
        for (Issue issue : learned.issues()) {
            json.writeStartObject();
            json.writeStringProperty("code", issue.code().text());
            json.writeStringProperty("severity", issue.code().severity().text());
            json.writeStringProperty("place", issue.place());
            json.writeStringProperty("message", issue.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
