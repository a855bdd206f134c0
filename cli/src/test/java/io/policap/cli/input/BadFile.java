package io.policap.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Files that a run is given by accident or by malice, and what has to be said of each. */
enum BadFile {
    EMPTY("flows.jsonl", "flows.jsonl: is empty"),
    TEXT("notes.txt", "notes.txt: is left out"),
    NOTHING_IN_GZIP("flows.jsonl.gz", "flows.jsonl.gz"),
    CUT_GZIP("flows.jsonl.gz", "flows.jsonl.gz"),
    LONG_LINE("long.jsonl", "long.jsonl:2"),
    DEEP_FLOW("deep.jsonl", "deep.jsonl:2"),
    DEEP_JSON_OBJECT("deep.json", "deep.json"),
    DEEP_YAML_OBJECT("deep.yaml", "deep.yaml"),
    INVALID_UTF8("latin.jsonl", "latin.jsonl:2"),
    POD_WITHOUT_STATUS("pod.yaml", ""),
    POLICY_WITH_UNKNOWN_FIELD("policy.yaml", "policy.yaml"),
    YAML_ALIASES("aliases.yaml", "aliases.yaml"),
    NEWER_BASELINE("newer.json", "newer.json"),
    /** Layers of compression are transparent too. */
    GZIP_IN_ZSTD("twice.zst", "");

    private static final int DEPTH = 100_000;
    private static final int LONG = 10_000_000;

    private final String fileName;
    private final String said;

    BadFile(String fileName, String said) {
        this.fileName = fileName;
        this.said = said;
    }

    String fileName() {
        return fileName;
    }

    /** What standard error holds: file and, where there are lines, the line; empty where nothing is wrong. */
    String said() {
        return said;
    }

    byte[] bytes() {
        switch (this) {
            case EMPTY:
                return new byte[0];
            case TEXT:
                return "Dear all,\nthe log is on the share.\n".getBytes(UTF_8);
            case NOTHING_IN_GZIP:
                return gzip(new byte[0]);
            case CUT_GZIP:
                byte[] whole = gzip(GoodFlows.text().repeat(2000).getBytes(UTF_8));
                return Arrays.copyOf(whole, whole.length / 2);
            case LONG_LINE:
                return between("{\"flow\":{\"Summary\":\"" + "x".repeat(LONG) + "\"}}\n");
            case DEEP_FLOW:
                return between("{\"flow\":{\"source\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}}\n");
            case DEEP_JSON_OBJECT:
                return ("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":"
                                + "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH) + "}\n")
                        .getBytes(UTF_8);
            case DEEP_YAML_OBJECT:
                return ("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: " + "[".repeat(DEPTH) + "]".repeat(DEPTH)
                                + "\n")
                        .getBytes(UTF_8);
            case INVALID_UTF8:
                byte[] bytes = between("{\"flow\":{\"node_name\":\"n?1\"}}\n");
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = bytes[i] == '?' ? (byte) 0xE9 : bytes[i];
                }
                return bytes;
            case POD_WITHOUT_STATUS:
                return "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\nspec: {}\n".getBytes(UTF_8);
            case POLICY_WITH_UNKNOWN_FIELD:
                return ("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\n"
                                + "spec:\n  podSelector: {}\n  ingres: []\n")
                        .getBytes(UTF_8);
            case YAML_ALIASES:
                StringBuilder bomb =
                        new StringBuilder("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\na0: &a0 [x, x, x]\n");
                for (int i = 1; i < 40; i++) {
                    bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
                }
                return bomb.append("spec: *a39\n").toString().getBytes(UTF_8);
            case NEWER_BASELINE:
                return "{\"policapBaseline\":true,\"formatVersion\":999}\n".getBytes(UTF_8);
            case GZIP_IN_ZSTD:
                return Zstd.compress(gzip(GoodFlows.text().getBytes(UTF_8)));
        }
        throw new AssertionError(this);
    }

    private static byte[] between(String line) {
        return (GoodFlows.line(false) + line + GoodFlows.line(true)).getBytes(UTF_8);
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
