package io.policap.capture.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryContentTest {
    private static boolean looks(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return InventoryContent.looksLikeKubernetes(bytes, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pretty-list.json",
                "compact-list.json",
                "pod-list.json",
                "sorted-pod-list.json",
                "lines.jsonl",
                "array.json",
                "watch.jsonl",
                "list.yaml",
                "indented-list.yaml",
                "watch.yaml",
                "objects.yaml"
            })
    void kubernetesObjectsAreRecognisedByTheirBeginning(String name) {
        byte[] head = Arrays.copyOf(InventoryReaderTest.resource(name), 120);

        assertThat(InventoryContent.looksLikeKubernetes(head, head.length)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "{}",
                "[]",
                "{\"flow\":{\"time\":\"2026-11-23T11:58:58Z\",\"Summary\":\"apiVersion\"}}",
                "{\"flow\":{\"l7\":{\"apiVersion\":\"v1\"}},\"node_name\":\"apiVersion\"}",
                "{\"formatVersion\":1,\"classes\":[{\"apiVersion\":\"v1\"}]}",
                "{\"apiVersion",
                "just text with apiVersion: in it",
                "a: 1\nb:\n  apiVersion: v1\n",
                "\u00d4\u00c3\u00b2\u00a1 pcap"
            })
    void othersAreNot(String text) {
        assertThat(looks(text)).isFalse();
    }
}
