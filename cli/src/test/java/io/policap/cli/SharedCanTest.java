package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code policap can --queries} against verdicts that other engines gave, over a sample of their cases. */
@Tag("shared")
class SharedCanTest {
    private static final int SAMPLE = 20;

    @ParameterizedTest
    @CsvSource({"np.jsonl, kubernetes", "np.jsonl, cilium", "cnp.jsonl, cilium"})
    void everyAnswerIsTheOtherEnginesVerdict(String file, String reading) throws IOException {
        String shared = System.getProperty("policap.shared", "");
        assumeTrue(!shared.isEmpty(), "needs -Dpolicap.shared=DIRECTORY");
        List<String> lines = Files.readAllLines(Path.of(shared, "cases", file));
        List<String> wrong = new ArrayList<>();
        int verdicts = 0;
        for (int i = 0; i < SAMPLE; i++) {
            JsonNode verdictCase = Shop.JSON.readTree(lines.get(i * lines.size() / SAMPLE));
            List<JsonNode> answers = answers(verdictCase, reading);
            assertThat(answers).hasSize(verdictCase.get("queries").size());
            for (int q = 0; q < answers.size(); q++) {
                JsonNode query = verdictCase.get("queries").get(q);
                for (String side : List.of("egress", "ingress", "verdict")) {
                    verdicts++;
                    String expected = expected(query, side, reading);
                    String answer = answers.get(q).path(side).asString("absent");
                    if (!expected.equals(answer)) {
                        wrong.add(verdictCase.get("id").asString() + " " + query + ": " + side + " is " + answer);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(verdicts).isGreaterThan(SAMPLE * 3 * 10);
    }

    /** What the engine says; where Cilium reads a NetworkPolicy differently, both sides are given and the verdict not. */
    private static String expected(JsonNode query, String side, String reading) {
        if (reading.equals("kubernetes") || !query.has("cilium")) {
            return query.path(side).asString("absent");
        }
        JsonNode cilium = query.get("cilium");
        if (!side.equals("verdict")) {
            return cilium.path(side).asString(query.path(side).asString("absent"));
        }
        List<String> sides = List.of(expected(query, "egress", reading), expected(query, "ingress", reading));
        return sides.contains("deny") ? "deny" : sides.contains("redirect") ? "redirect" : "allow";
    }

    private static List<JsonNode> answers(JsonNode verdictCase, String reading) {
        String id = verdictCase.get("id").asString();
        Shop.Run run = Shop.run(
                "can",
                "--networkpolicies",
                reading.toUpperCase(Locale.ROOT),
                "--policies",
                ShopPieces.write(id + "-policies.json", list(verdictCase.get("policies")))
                        .toString(),
                "-i",
                ShopPieces.write(id + "-inventory.json", list(inventory(verdictCase)))
                        .toString(),
                "--queries",
                ShopPieces.write(id + "-queries.jsonl", queries(verdictCase)).toString());
        assertThat(run.status()).as(id + ": " + run.err()).isEqualTo(ExitCode.DONE.code());
        return run.out().lines().map(Shop.JSON::readTree).toList();
    }

    private static String list(JsonNode items) {
        ObjectNode list = Shop.JSON.createObjectNode();
        list.put("apiVersion", "v1").put("kind", "List").set("items", items);
        return list.toString();
    }

    private static ArrayNode inventory(JsonNode verdictCase) {
        ArrayNode items = Shop.JSON.createArrayNode();
        for (JsonNode namespace : verdictCase.get("namespaces")) {
            ObjectNode object = items.addObject().put("apiVersion", "v1").put("kind", "Namespace");
            ObjectNode metadata = object.putObject("metadata")
                    .put("name", namespace.get("name").asString());
            ObjectNode labels = metadata.putObject("labels");
            labels.put("kubernetes.io/metadata.name", namespace.get("name").asString());
            namespace.get("labels").properties().forEach(label -> labels.set(label.getKey(), label.getValue()));
        }
        for (JsonNode pod : verdictCase.get("pods")) {
            pod(items.addObject(), pod);
        }
        return items;
    }

    private static void pod(ObjectNode object, JsonNode pod) {
        object.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", pod.get("name").asString());
        metadata.put("namespace", pod.get("namespace").asString());
        metadata.set("labels", pod.get("labels"));
        ObjectNode spec = object.putObject("spec").put("nodeName", "node-1");
        if (pod.has("serviceAccount")) {
            spec.put("serviceAccountName", pod.get("serviceAccount").asString());
        }
        ArrayNode ports =
                spec.putArray("containers").addObject().put("name", "main").putArray("ports");
        for (JsonNode port : pod.path("ports")) {
            ports.addObject()
                    .put("name", port.get("name").asString())
                    .put("containerPort", port.get("port").intValue())
                    .put("protocol", port.get("protocol").asString());
        }
        ObjectNode status = object.putObject("status").put("phase", "Running");
        String address = pod.get("ip").asString();
        status.put("podIP", address).putArray("podIPs").addObject().put("ip", address);
    }

    /** The queries, with every outside address by itself and its names. */
    private static String queries(JsonNode verdictCase) {
        Map<String, ObjectNode> externals = new TreeMap<>();
        for (JsonNode external : verdictCase.get("externals")) {
            ObjectNode end =
                    Shop.JSON.createObjectNode().put("ip", external.get("ip").asString());
            end.set("names", external.has("fqdns") ? external.get("fqdns") : Shop.JSON.createArrayNode());
            externals.put(external.get("name").asString(), end);
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode query : verdictCase.get("queries")) {
            ObjectNode line = Shop.JSON.createObjectNode();
            for (String end : List.of("src", "dst")) {
                ObjectNode external = externals.get(query.get(end).asString());
                line.set(end, external == null ? query.get(end) : external);
            }
            line.set("port", query.get("port"));
            line.set("protocol", query.get("protocol"));
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
