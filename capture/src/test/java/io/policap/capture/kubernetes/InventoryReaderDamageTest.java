package io.policap.capture.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InventoryReaderDamageTest {
    private static String pod(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"shop\"},\"spec\":{\"containers\":[]}}";
    }

    private static String list(String... items) {
        return "{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n        " + String.join(",\n        ", items)
                + "\n    ],\n    \"kind\": \"List\"\n}\n";
    }

    private static String yaml(String name) {
        return "- apiVersion: v1\n  kind: Pod\n  metadata: {name: " + name + ", namespace: shop}\n";
    }

    @Test
    void fieldsOfTheWrongTypeAreNamedAndTheRestOfTheObjectCounts() {
        InventoryText text = InventoryText.of("\n"
                + "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"namespace\":\"shop\",\"labels\":{\"a\":[1],\"b\":\"c\"},"
                + "\"creationTimestamp\":\"yesterday\"},\"spec\":{\"containers\":\"none\",\"nodeName\":\"n1\"},"
                + "\"status\":{\"podIPs\":[{\"ip\":\"10.0.0.300\"},{\"ip\":\"10.0.0.3\"},7]}}\n");

        assertThat(text.messages())
                .containsExactly(
                        "test:2 Pod shop/p: metadata.creationTimestamp is not a time (RFC 3339): 'yesterday'",
                        "test:2 Pod shop/p: metadata.labels.a is not a text; it is left out",
                        "test:2 Pod shop/p: spec.containers is not a list; it is left out",
                        "test:2 Pod shop/p: status.podIPs[0].ip is not an IP address: '10.0.0.300'",
                        "test:2 Pod shop/p: status.podIPs[2] is not an object; it is left out");
        assertThat(text.inventory().pods()).singleElement().satisfies(pod -> {
            assertThat(pod.node()).isEqualTo("n1");
            assertThat(pod.addresses()).hasSize(1);
            assertThat(pod.labels().map()).containsOnlyKeys("b");
        });
    }

    @Test
    void anObjectThatIsNestedTooDeepIsLeftOutAlone() {
        String deep = "{\"kind\":\"Pod\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        InventoryText json = InventoryText.of(list(pod("a"), deep, pod("b")));
        assertThat(json.podNames()).containsExactly("shop/a", "shop/b");
        assertThat(json.messages()).containsExactly("test:5 object is left out: it is nested deeper than 100");

        InventoryText yaml = InventoryText.of("items:\n" + yaml("a") + "- kind: Pod\n  x: " + "[".repeat(100_000)
                + "]".repeat(100_000) + "\n" + yaml("b") + "kind: List\n");
        assertThat(yaml.podNames()).containsExactly("shop/a", "shop/b");
        assertThat(yaml.messages()).singleElement().asString().startsWith("test:5 object is left out: it is nested");
    }

    @Test
    void aTextOfTenMegabytesHurtsNobodyElse() {
        String big = pod("big").replace("\"spec\":{", "\"spec\":{\"nodeName\":\"" + "x".repeat(10_000_000) + "\",");

        InventoryText json = InventoryText.of(list(pod("a"), big, pod("b")));
        assertThat(json.podNames()).containsExactly("shop/a", "shop/b", "shop/big");
        InventoryText yaml = InventoryText.of("items:\n" + yaml("a") + "- kind: Pod\n  x: " + "y".repeat(10_000_000)
                + "\n" + yaml("b") + "kind: List\n");
        assertThat(yaml.podNames()).containsExactly("shop/a", "shop/b");
        assertThat(yaml.messages()).singleElement().asString().startsWith("test:5 the object is larger than");
    }

    @Test
    void invalidUtf8CostsItsObject() {
        byte[] bytes = list(pod("a"), pod("X"), pod("b")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 'X') {
                bytes[i] = (byte) 0xFF;
            }
        }
        InventoryText text = InventoryText.of(bytes);

        assertThat(text.podNames()).containsExactly("shop/a", "shop/b");
        assertThat(text.messages()).containsExactly("test:5 object is left out: it is not valid UTF-8");
    }

    @Test
    void aFileThatIsCutOffKeepsWhatCameBefore() {
        String whole = list(pod("a"), pod("b"));

        InventoryText text = InventoryText.of(whole.substring(0, whole.indexOf("\"spec\"", whole.indexOf("\"b\""))));
        assertThat(text.podNames()).containsExactly("shop/a");
        assertThat(text.messages())
                .containsExactly("test:5 the file ends inside the object that begins here; it is left out");
        assertThat(text.reader.stats().malformed()).isEqualTo(1);
    }

    @Test
    void aTornLineCostsThatLine() {
        InventoryText text = InventoryText.of(pod("a") + "\n" + pod("b").substring(0, 60) + "\n" + pod("c")
                + "\n{\"kind\":\"Po\n" + pod("d") + "\nno\n" + pod("e"));

        assertThat(text.podNames()).containsExactly("shop/a", "shop/c", "shop/d", "shop/e");
        assertThat(text.messages())
                .containsExactly(
                        "test:2 the object that begins here does not end; it is left out",
                        "test:4 the object that begins here does not end; it is left out",
                        "test:6 neither an object nor an array begins here");
    }

    @Test
    void anItemWithoutItsEndDoesNotSwallowTheNext() {
        String pretty = pod("b").replace("{\"apiVersion", "{\n            \"apiVersion");
        InventoryText text = InventoryText.of(list(pod("a"), pretty.substring(0, pretty.length() - 1), pod("c")));

        assertThat(text.podNames()).containsExactly("shop/a", "shop/c");
        assertThat(text.messages()).containsExactly("test:5 the object that begins here does not end; it is left out");
    }

    @Test
    void itemsAtTheBeginningOfALineAreStillItems() {
        InventoryText text = InventoryText.of("{\"kind\":\"PodList\",\"items\":[\n"
                + pod("a").replace("\"kind\":\"Pod\",", "") + ",\n" + pod("b") + "\n]}\n");

        assertThat(text.messages()).isEmpty();
        assertThat(text.podNames()).containsExactly("shop/a", "shop/b");
    }

    @Test
    void itemsThatAreNoObjectsAreCounted() {
        InventoryText text = InventoryText.of(list(pod("a"), "7", "\"{\"", "[{},[]]", "null", pod("b")));

        assertThat(text.podNames()).containsExactly("shop/a", "shop/b");
        assertThat(text.reader.stats().malformed()).isEqualTo(4);
    }

    @Test
    void objectsWithoutKindOrNameAreLeftOut() {
        InventoryText text = InventoryText.of("{\"metadata\":{\"name\":\"x\"}}\n{\"kind\":\"Pod\"}\n{}\n");

        assertThat(text.messages())
                .containsExactly(
                        "test:1 object is left out: it has no kind",
                        "test:2 Pod is left out: it has no metadata.name",
                        "test:3 object is left out: it has no kind");
        assertThat(text.inventory().isEmpty()).isTrue();
    }

    @Test
    void textThatIsNeitherIsOneIssueAndNoCrash() {
        assertThat(InventoryText.of("").messages()).isEmpty();
        assertThat(InventoryText.of("\n".repeat(300_000)).messages()).isEmpty();
        assertThat(InventoryText.of("just some words\n").messages())
                .containsExactly("test:1 object is left out: it is not an object");
        assertThat(InventoryText.of(new byte[100_000]).inventory().isEmpty()).isTrue();
    }

    @Test
    void aDamagedYamlDocumentCostsThatDocument() {
        InventoryText text =
                InventoryText.of("kind: Pod\nmetadata: {name: a}\n---\nkind: Pod\nmetadata: {name: [\n---\n"
                        + "kind: Pod\nmetadata: {name: c}\n");

        assertThat(text.podNames()).containsExactly("default/a", "default/c");
        assertThat(text.messages()).singleElement().asString().startsWith("test:4 object is left out: it is not well");
    }

    @Test
    void yamlAliasesAreNotExpandedIntoABomb() {
        StringBuilder bomb = new StringBuilder("kind: Pod\nmetadata: {name: a}\nx0: &x0 [l, l]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("x")
                    .append(i)
                    .append(": &x")
                    .append(i)
                    .append(" [*x")
                    .append(i - 1)
                    .append(", *x");
            bomb.append(i - 1).append("]\n");
        }

        assertThat(InventoryText.of(bomb.toString()).podNames()).containsExactly("default/a");
    }

    @Test
    void hostileNamesDoNotBreakOutOfAMessage() {
        InventoryText text = InventoryText.of("{\"kind\":\"Pod\\u001b[31m\\n\",\"metadata\":{\"name\":\"a\\nb"
                + "c".repeat(300) + "\",\"labels\":3}}\n{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\\nb"
                + "c".repeat(300) + "\",\"labels\":3}}\n");

        assertThat(text.messages()).hasSize(1).allSatisfy(message -> {
            assertThat(message).hasSizeLessThan(200);
            assertThat(message.chars()).noneMatch(Character::isISOControl);
        });
    }

    @Test
    void anObjectLargerThanTheLimitIsSkippedWithoutHoldingIt() {
        byte[] before = (pod("a") + "\n{\"kind\":\"Pod\",\"x\":\"").getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\"}\n" + pod("b")).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(before, before.length + FrameBuffer.LIMIT + after.length);
        Arrays.fill(bytes, before.length, bytes.length, (byte) 'x');
        System.arraycopy(after, 0, bytes, bytes.length - after.length, after.length);
        InventoryText text = InventoryText.of(bytes);

        assertThat(text.podNames()).containsExactly("shop/a", "shop/b");
        assertThat(text.messages()).singleElement().asString().contains("larger than");
    }
}
