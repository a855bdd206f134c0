package io.policap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.label.VolatileLabels;
import io.policap.infer.net.Ip;
import io.policap.infer.policy.rollout.AuditForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What must never be in a written file, of either kind and mode. */
class ShopTextTest {
    /** How the policies were learned. */
    enum Way {
        AUDIT(Shop.audited()),
        ENFORCE(Shop.enforced()),
        PACKETS(Shop.enforced(Shop.captures()));

        private final Shop.Run run;

        Way(Shop.Run run) {
            this.run = run;
        }

        /** The YAML files, without kustomizations. */
        Map<String, String> files() {
            Map<String, String> files = new TreeMap<>();
            Shop.texts(run.directory()).forEach((name, text) -> {
                if (name.endsWith(".yaml") && !name.endsWith("kustomization.yaml")) {
                    files.put(name, text);
                }
            });
            assertThat(files).hasSizeGreaterThanOrEqualTo(50);
            return files;
        }
    }

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9a-z.:/-])[0-9]+(?![0-9a-z.:/])");
    private static final Pattern TIME = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2}\\.");
    /** Of the content hash and of names that contain digits. */
    private static final Pattern HEADER = Pattern.compile("(?m)^# policap: content .*$");

    @ParameterizedTest
    @EnumSource
    void noPortOfAClientIsInAnyRule(Way way) {
        Set<Integer> ephemeral = ShopFlows.ephemeralPorts();
        assertThat(ephemeral).hasSizeGreaterThan(100);

        way.files().forEach((name, text) -> {
            Set<Integer> ports = new TreeSet<>();
            walk(YAML.readValue(text, Map.class), (key, value) -> {
                if (key.equals("port") || key.equals("endPort")) {
                    ports.add(Integer.parseInt(value.toString()));
                }
            });
            // The range's ends are estimates, and a client may have had the same port by chance.
            ports.removeAll(Set.of(46751, 46918));
            assertThat(ports).as(name).doesNotContainAnyElementsOf(ephemeral);
        });
    }

    @ParameterizedTest
    @EnumSource
    void noClientPortIsInAnyCommentEither(Way way) {
        Set<Integer> ephemeral = ShopFlows.ephemeralPorts();
        way.files().forEach((name, text) -> {
            String comments = HEADER.matcher(text).replaceAll("").replaceAll("(?m)^ *[^ #].*$", "");
            Matcher numbers = NUMBER.matcher(comments.replaceAll("seen \\d+ time", ""));
            while (numbers.find()) {
                assertThat(ephemeral).as(name).doesNotContain(Integer.parseInt(numbers.group()));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void noSelectorNamesAVolatileLabel(Way way) {
        way.files().forEach((name, text) -> {
            List<String> keys = new ArrayList<>();
            walk(YAML.readTree(text).get("spec"), keys);
            assertThat(keys).as(name).isNotEmpty().noneMatch(key -> isVolatile(key));
        });
    }

    private static boolean isVolatile(String key) {
        String label = key.startsWith("k8s:") ? key.substring(4) : key;
        // Ours, which no pod has before somebody tries a policy out.
        return VolatileLabels.isVolatile(label) && !label.equals(AuditForm.ENFORCE_LABEL);
    }

    @ParameterizedTest
    @EnumSource
    void noVirtualAddressOfAServiceIsInAnyFile(Way way) {
        Set<String> addresses = new TreeSet<>();
        ShopUniverse.inventory()
                .services()
                .forEach(service ->
                        service.clusterAddresses().stream().map(Ip::toString).forEach(addresses::add));
        assertThat(addresses).hasSizeGreaterThan(10);

        way.files().forEach((name, text) -> {
            for (String address : addresses) {
                assertThat(Pattern.compile("(?<![0-9a-f.:])" + Pattern.quote(address) + "(?![0-9a-f.:])")
                                .matcher(text)
                                .find())
                        .as(name + " " + address)
                        .isFalse();
            }
            assertThat(text).as(name).doesNotContain("10.96.");
        });
    }

    @ParameterizedTest
    @EnumSource
    void noFileHasAStatusOrATime(Way way) {
        way.files().forEach((name, text) -> {
            Map<String, Object> tree = map(text);
            assertThat(tree.keySet()).as(name).hasSize(4).doesNotContain("status");
            walk(tree, (key, value) -> assertThat(key).as(name).isNotIn("status", "creationTimestamp", "generation"));
            assertThat(TIME.matcher(HEADER.matcher(text).replaceAll("")).find())
                    .as(name)
                    .isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theBaselineAndTheSummaryKnowNoClientPortsVirtualAddressesOrVolatileLabelsEither(Way way) {
        Set<Integer> ephemeral = ShopFlows.ephemeralPorts();
        for (String name : List.of("baseline.json", "summary.json")) {
            JsonNode tree = Shop.json(way.run.directory().resolve(name));
            // Where packets went to that nobody stands behind: an inventory that is given later may tell.
            String text = way == Way.PACKETS ? tree.toString().replace(legacyAuth(), "") : tree.toString();
            assertThat(text).as(name).doesNotContain("10.96.");
            walk(Shop.JSON.convertValue(tree, Object.class), (key, value) -> {
                // Packets name nobody; their ends have the labels of the inventory, of which Cilium leaves some out.
                assertThat(VolatileLabels.isPerReplica(key) || (way != Way.PACKETS && VolatileLabels.isVolatile(key)))
                        .as(name + " " + key)
                        .isFalse();
                if (key.equals("port")) {
                    assertThat(ephemeral).as(name).doesNotContain((Integer) value);
                }
            });
        }
    }

    private static String legacyAuth() {
        return ShopUniverse.inventory().services().stream()
                .filter(service -> service.name().equals("legacy-auth"))
                .findFirst()
                .orElseThrow()
                .clusterAddresses()
                .get(0)
                .toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String text) {
        return YAML.readValue(text, Map.class);
    }

    /** Every scalar with its key. */
    private static void walk(Object node, BiConsumer<String, Object> sink) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                sink.accept(key.toString(), value instanceof Map || value instanceof List ? "0" : value);
                walk(value, sink);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> walk(item, sink));
        }
    }

    /** Every label key that selectors name. */
    private static void walk(JsonNode node, List<String> keys) {
        node.properties().forEach(property -> {
            if (property.getKey().equals("matchLabels")) {
                property.getValue().properties().forEach(label -> keys.add(label.getKey()));
            } else if (property.getKey().equals("matchExpressions")) {
                property.getValue()
                        .forEach(expression -> keys.add(expression.get("key").asString()));
            }
            walk(property.getValue(), keys);
        });
        if (node.isArray()) {
            node.forEach(item -> walk(item, keys));
        }
    }
}
