package io.policap.cli.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.hubble.server.HubbleServer;
import io.policap.capture.hubble.server.TestCertificates;
import io.policap.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubbleLearnTest {
    /** Lines of the log, and what the relay says of its nodes. */
    private static final long EVENTS = 9_609;

    @TempDir
    private static Path recorded;

    @TempDir
    private Path directory;

    @BeforeAll
    static void learnFromTheLog() {
        CommandRun run = CommandRun.of(
                LiveShop.withObjects("learn", LiveShop.log().toString(), "-q", "-o", recorded.toString()));
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void learningFromAServerGivesWhatItsLogGives() throws IOException, InterruptedException {
        try (HubbleServer server = LiveShop.relay().start()) {
            LiveShop.publishAll(server);
            learns(server.target());
        }
    }

    @Test
    void learningOverTlsNeedsTheAuthorityOnly() throws IOException, InterruptedException {
        TestCertificates certificates = TestCertificates.in(directory, "127.0.0.1");
        try (HubbleServer server = LiveShop.relay().tls(certificates).start()) {
            LiveShop.publishAll(server);
            learns(server.target(), "--tls-ca", certificates.authority().toString());
        }
    }

    @Test
    void learningOverMutualTlsShowsTheClientsCertificate() throws IOException, InterruptedException {
        TestCertificates certificates = TestCertificates.in(directory, "127.0.0.1");
        try (HubbleServer server = LiveShop.relay().mutualTls(certificates).start()) {
            LiveShop.publishAll(server);
            learns(
                    server.target(),
                    "--tls-ca",
                    certificates.authority().toString(),
                    "--tls-cert",
                    certificates.clientCertificate().toString(),
                    "--tls-key",
                    certificates.clientKey().toString());
        }
    }

    @Test
    void learningThroughTheAgentsSocketGivesTheSame() throws IOException, InterruptedException {
        try (HubbleServer server =
                LiveShop.relay().unixSocket(directory.resolve("hubble.sock")).start()) {
            LiveShop.publishAll(server);
            learns(server.target());
        }
    }

    @Test
    void aRecordingOfAServerGivesWhatTheServerGave() throws IOException, InterruptedException {
        Path log = directory.resolve("flows.jsonl.zst");
        try (HubbleServer server = LiveShop.relay().start()) {
            LiveShop.publishAll(server);
            learns(server.target());
            CommandRun run = CommandRun.of("capture", server.target(), "--write", log.toString(), "--for", "10s");
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).contains("9,608 flows recorded, 0 lost, 0 gaps");
        }
        Path again = directory.resolve("again");
        CommandRun run = CommandRun.of(LiveShop.withObjects("learn", log.toString(), "-o", again.toString()));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(LiveShop.policies(again)).isEqualTo(LiveShop.policies(directory.resolve("out")));
        for (String file : List.of("baseline.json", "summary.json", "report.html")) {
            assertThat(again.resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("out").resolve(file));
        }
    }

    @Test
    void aSecondRunOnTheSameOutputGoesOnAndCountsNothingTwice() throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        try (HubbleServer server = LiveShop.relay().start()) {
            LiveShop.publishAll(server);
            learns(server.target());
            byte[] first = Files.readAllBytes(out.resolve("baseline.json"));
            CommandRun run = learn(server.target());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).contains("going on from " + out.resolve("baseline.json"));
            // The relay says anew that its nodes are connected.
            assertThat(run.out()).contains("9610 read, 9605 used, 5 skipped");
            assertThat(LiveShop.policies(out)).isEqualTo(LiveShop.policies(recorded));
            assertThat(first).isNotEmpty();
        }
    }

    @Test
    void insecureTlsWarnsLoudlyAndLearns() throws IOException, InterruptedException {
        TestCertificates certificates = TestCertificates.in(directory, "somewhere.else");
        try (HubbleServer server = LiveShop.relay().tls(certificates).start()) {
            LiveShop.publishAll(server);
            CommandRun run = learn(server.target(), "--tls-insecure", "-q");
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).contains("WARNING --tls-insecure: the certificate of " + server.target());
        }
    }

    private void learns(String target, String... more) throws IOException, InterruptedException {
        CommandRun run = learn(target, more);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("listening to " + target).contains("ended by SIGTERM");
        // One more than in the log: the relay says that its nodes are connected.
        assertThat(run.out()).contains("9609 read, 9605 used, 4 skipped");
        assertThat(LiveShop.policies(directory.resolve("out"))).isEqualTo(LiveShop.policies(recorded));
    }

    private CommandRun learn(String target, String... more) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path baseline = out.resolve("baseline.json");
        long before = Files.exists(baseline) ? RunInBackground.read(baseline) : 0;
        String[] words = new String[more.length + 6];
        System.arraycopy(new String[] {"learn", target, "-o", out.toString(), "--checkpoint", "200ms"}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return RunInBackground.of(LiveShop.withObjects(words)).endWhenRead(baseline, before == 0 ? EVENTS : before + 1);
    }
}
