package io.policap.capture.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
    private static final String FLOW = "{\"flow\":{\"verdict\":\"FORWARDED\",\"source\":{}}}\n";

    @TempDir
    Path directory;

    private final Issues issues = new Issues();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"flow\":{}} | HUBBLE_FLOWS",
                "[{\"flow\":{}}] | HUBBLE_FLOWS",
                "  [\\n  {\\n  \"lost_events\": {} | HUBBLE_FLOWS",
                "{\"nodeStatus\":{\"x\":1}} | HUBBLE_FLOWS",
                "{\"time\":\"x\",\"verdict\":\"DROPPED\",\"IP\":{} | HUBBLE_FLOWS",
                "Handling connection for 4245\\n{\"flow\":{}} | HUBBLE_FLOWS",
                "{\"flow\":{\"time\":\"2026-05-01T1 | HUBBLE_FLOWS",
                "{\"apiVersion\":\"v1\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Pod\" | KUBERNETES_OBJECTS",
                "{\"type\":\"ADDED\",\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}} | KUBERNETES_OBJECTS",
                "apiVersion: networking.k8s.io/v1\\nkind: NetworkPolicy\\n | KUBERNETES_OBJECTS",
                "# comment\\n---\\napiVersion: cilium.io/v2\\n | KUBERNETES_OBJECTS",
                "{\"formatVersion\":1,\"policapBaseline\":{ | BASELINE",
                "policapRecording: 1\\ncaptures: [] | RECORDING_NOTES",
                "{\"policapRecording\":1} | RECORDING_NOTES"
            })
    void contentIsKnownByHowItBegins(String content, ContentKind kind) throws IOException {
        write("any.bin", content.replace("\\n", "\n").getBytes(UTF_8));
        assertThat(open().files()).extracting(RecognizedFile::kind).containsExactly(kind);
        assertThat(issues.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"D4C3B2A1", "A1B2C3D4", "4D3CB2A1", "A1B23C4D", "34CDB2A1", "0A0D0D0A", "736E6F6F70000000"})
    void capturesAreRecognised(String magic) throws IOException {
        byte[] bytes = new byte[64];
        for (int i = 0; i < magic.length() / 2; i++) {
            bytes[i] = (byte) Integer.parseInt(magic.substring(2 * i, 2 * i + 2), 16);
        }
        write("eth0", bytes);
        assertThat(open().files(ContentKind.CAPTURE)).hasSize(1);
        assertThat(codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"edges\":[{\"flow\":\"x\",\"verdict\":1}],\"cluster\":{}}'",
        "some text",
        "'{\"flow\":\"text\"}'",
        "'[1,2,3]'",
        "'{'",
        "'apiVersionless: true'"
    })
    void anythingElseIsNamedAndLeftOut(String content) throws IOException {
        write("truth.json", content.getBytes(UTF_8));
        assertThat(open().files()).isEmpty();
        assertThat(codes()).containsExactly(IssueCode.UNKNOWN_CONTENT);
        assertThat(issues.list().get(0).place()).isEqualTo(name("truth.json"));
        assertThat(issues.list().get(0).message()).contains("Hubble flows", "Kubernetes objects");
    }

    @Test
    void textInUtf16IsSaidToBeThat() throws IOException {
        write("flows.json", FLOW.getBytes("UTF-16"));
        assertThat(open().files()).isEmpty();
        assertThat(issues.list())
                .extracting(Issue::message)
                .singleElement()
                .asString()
                .contains("UTF-16");
    }

    @Test
    void compressionIsTransparentAlsoInSeveralMembersAndInsideEachOther() throws IOException {
        write("a", FLOW.getBytes(UTF_8));
        write("b", gzip(FLOW.getBytes(UTF_8)));
        write(
                "c",
                concat(
                        gzip("{\"flow\":".getBytes(UTF_8)),
                        gzip("{\"verdict\":\"FORWARDED\",".getBytes(UTF_8)),
                        gzip("\"source\":{}}}\n".getBytes(UTF_8))));
        write("d", zstd(FLOW.getBytes(UTF_8)));
        write(
                "e",
                concat(
                        zstd(FLOW.substring(0, 20).getBytes(UTF_8)),
                        zstd(FLOW.substring(20).getBytes(UTF_8))));
        write("f", gzip(zstd(FLOW.getBytes(UTF_8))));
        write("g", gzip(gzip(FLOW.getBytes(UTF_8))));
        Recording recording = open();
        assertThat(issues.list()).isEmpty();
        assertThat(recording.files(ContentKind.HUBBLE_FLOWS)).hasSize(7);
        for (RecognizedFile file : recording.files()) {
            assertThat(content(file)).as(file.name()).isEqualTo(FLOW);
            assertThat(content(file)).as("%s again", file.name()).isEqualTo(FLOW);
        }
        assertThat(issues.list()).isEmpty();
    }

    @Test
    void ofACutFileWhatIsThereIsReadAndThePlaceOfTheCutIsTold() throws IOException {
        byte[] flows = randomFlows(20_000);
        byte[] gzip = gzip(flows);
        byte[] zstd = zstd(flows);
        write("cut.gz", Arrays.copyOf(gzip, gzip.length / 2));
        write("cut.zst", Arrays.copyOf(zstd, zstd.length / 2));
        Recording recording = open();
        assertThat(recording.files(ContentKind.HUBBLE_FLOWS)).hasSize(2);
        assertThat(issues.list()).as("told when it is read").isEmpty();
        for (RecognizedFile file : recording.files()) {
            String read = content(file);
            assertThat(read.length()).isBetween(flows.length / 10, flows.length - 1);
            assertThat(new String(flows, UTF_8)).startsWith(read);
        }
        assertThat(codes()).containsExactly(IssueCode.TRUNCATED_FILE, IssueCode.TRUNCATED_FILE);
        assertThat(issues.list().get(0).place()).isEqualTo(name("cut.gz"));
        assertThat(issues.list().get(0).message()).contains("at byte " + gzip.length / 2 + " of the file");
    }

    @Test
    void damagedCompressionEndsTheFileAndNeverThrows() throws IOException {
        long seed = 77_001L;
        Random random = new Random(seed);
        byte[] flows = randomFlows(3_000);
        for (byte[] valid : List.of(gzip(flows), zstd(flows), zstd(gzip(flows)))) {
            for (int round = 0; round < 100; round++) {
                byte[] damaged = valid.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                Issues told = new Issues();
                Recording recording = Recording.open(List.of("-"), new ByteArrayInputStream(damaged), told);
                long read = 0;
                for (RecognizedFile file : recording.files()) {
                    try (InputStream in = file.open(told)) {
                        read += in.readAllBytes().length;
                    }
                }
                // Zstandard content has no checksum here: flipped literals go by unseen.
                assertThat(read == flows.length || !told.isEmpty())
                        .as("seed %d round %d: %d bytes, %s", seed, round, read, told.list())
                        .isTrue();
            }
        }
    }

    @Test
    void aDamagedLaterMemberIsToldAndPaddingIsNot() throws IOException {
        byte[] flow = gzip(FLOW.getBytes(UTF_8));
        byte[] damaged = flow.clone();
        damaged[0] = 0;
        write("damaged", concat(flow, damaged));
        write("padded", concat(flow, new byte[512]));
        for (RecognizedFile file : open().files()) {
            assertThat(content(file)).as(file.name()).isEqualTo(FLOW);
        }
        assertThat(issues.list())
                .extracting(issue -> issue.code() + " " + issue.place())
                .containsExactly("TRUNCATED_FILE " + name("damaged"));
    }

    @Test
    void emptyFilesAreNamedWhateverTheirWrapping() throws IOException {
        write("empty.gz", new byte[0]);
        write("hollow.gz", gzip(new byte[0]));
        write("stub.gz", Arrays.copyOf(gzip(FLOW.getBytes(UTF_8)), 6));
        assertThat(open().files()).isEmpty();
        assertThat(issues.list())
                .extracting(issue -> issue.code() + " " + issue.place())
                .containsExactly(
                        "UNKNOWN_CONTENT " + name("empty.gz"),
                        "UNKNOWN_CONTENT " + name("hollow.gz"),
                        "TRUNCATED_FILE " + name("stub.gz"));
        assertThat(issues.list().get(0).message()).endsWith("is empty");
    }

    @Test
    void aDirectoryIsEveryFileBelowItSortedWithoutHiddenOnes() throws IOException {
        write("z.json", FLOW.getBytes(UTF_8));
        write("a/inner.json", FLOW.getBytes(UTF_8));
        write(".hidden", FLOW.getBytes(UTF_8));
        write("a/.git/x", FLOW.getBytes(UTF_8));
        assertThat(open().files())
                .extracting(RecognizedFile::name)
                .containsExactly(name("a/inner.json"), name("z.json"));
        assertThat(issues.list()).isEmpty();
    }

    @Test
    void loopsOfLinksEndAndAFileIsReadOnce() throws IOException {
        write("a/flows.json", FLOW.getBytes(UTF_8));
        Files.createSymbolicLink(directory.resolve("a/loop"), directory);
        Files.createSymbolicLink(directory.resolve("again.json"), directory.resolve("a/flows.json"));
        Recording recording = Recording.open(
                List.of(directory.toString(), directory.resolve("a/flows.json").toString()), nothing(), issues);
        assertThat(recording.files()).hasSize(1);
        assertThat(issues.list()).isEmpty();
    }

    @Test
    void whatCannotBeOpenedIsNamedAndTheRestIsRead() throws IOException {
        write("good.json", FLOW.getBytes(UTF_8));
        Files.createSymbolicLink(directory.resolve("broken.json"), directory.resolve("nowhere"));
        Recording recording = Recording.open(
                List.of(directory.toString(), directory.resolve("missing").toString(), "bad\0name"), nothing(), issues);
        assertThat(recording.files()).hasSize(1);
        assertThat(codes())
                .containsExactly(IssueCode.UNREADABLE_FILE, IssueCode.UNREADABLE_FILE, IssueCode.UNREADABLE_FILE);
    }

    @Test
    void namesCannotSteerATerminal() throws IOException {
        write("a\u001b[31m\n.txt", "text".getBytes(UTF_8));
        open();
        assertThat(issues.list().get(0).place()).isEqualTo(name("a?[31m?.txt"));
    }

    @Test
    void standardInputIsLookedAtAndThenReadFromItsBeginning() throws IOException {
        byte[] flows = randomFlows(5_000);
        for (byte[] input : List.of(flows, gzip(flows), zstd(flows), gzip(gzip(flows)))) {
            Recording recording = Recording.open(List.of("-", "-"), new ByteArrayInputStream(input), issues);
            assertThat(recording.files()).extracting(RecognizedFile::name).containsExactly("-");
            assertThat(content(recording.files().get(0))).isEqualTo(new String(flows, UTF_8));
        }
        assertThat(issues.list()).isEmpty();
    }

    @Test
    void standardInputIsNotTouchedWhereItWasNotNamed() {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("touched");
            }
        };
        assertThat(Recording.open(List.of(directory.toString()), untouchable, issues)
                        .files())
                .isEmpty();
        assertThat(issues.list()).isEmpty();
    }

    private Recording open() {
        return Recording.open(List.of(directory.toString()), nothing(), issues);
    }

    private String content(RecognizedFile file) throws IOException {
        try (InputStream in = file.open(issues)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private List<IssueCode> codes() {
        return issues.list().stream().map(Issue::code).toList();
    }

    private String name(String file) {
        return directory + "/" + file;
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static InputStream nothing() {
        return new ByteArrayInputStream(new byte[0]);
    }

    private static byte[] randomFlows(int lines) {
        Random random = new Random(11);
        List<String> flows = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            flows.add("{\"flow\":{\"uuid\":\"" + Long.toHexString(random.nextLong())
                    + Long.toHexString(random.nextLong()) + "\"}}\n");
        }
        return String.join("", flows).getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] zstd(byte[] content) {
        return Zstd.compress(content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
