package io.policap.emit.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.policap.emit.report.WorkloadRow.RuleRow;
import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Books;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.issue.Issue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.label.Labels;
import io.policap.infer.learn.Inference;
import io.policap.infer.learn.Inferred;
import io.policap.infer.learn.LearnOptions;
import io.policap.infer.net.Protocol;
import io.policap.infer.replay.Denial;
import io.policap.infer.replay.ReplayResult;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\u0000\u202E\uD800]]>";

    /** A page in which every text is the one given. */
    private static ReportModel pageOf(String text) {
        RuleRow rule =
                new RuleRow(text, text, text, 3, List.of(text), List.of(text), true, List.of(text), List.of(text));
        WorkloadRow workload = new WorkloadRow(
                text, text, text, List.of(text), text, text, text, 1234567, 3, text, text, List.of(rule));
        ReplayResult replay = new ReplayResult(5, List.of(new Denial(text, text)), 1, List.of(text), 2);
        KindRow kind = new KindRow(text, 4, 2, List.of(text), replay, new TreeMap<>(Map.of(text, 1L)));
        Issue issue = new Issue(IssueCode.UNATTRIBUTED, text, text);
        return new ReportModel(
                text,
                new ReportModel.Recording(text, text, text, 2, 10, 8, 1, new TreeMap<>(Map.of(text, 2L)), 1, 5),
                new TreeMap<>(Map.of(text, 1L)),
                1,
                new TreeMap<>(Map.of(text, 1L)),
                List.of(kind),
                List.of(workload),
                List.of(new IssueGroup(text, text, List.of(issue))),
                List.of(new EdgeRow(text, text, text, text, List.of(text), 7)),
                3);
    }

    private static ReportModel learned() {
        TreeMap<ConnectionClass, ClassEvidence> classes = new TreeMap<>();
        Party client = Party.Pods.of("default", "shop", Labels.of(Map.of("app", "web")));
        Party server = Party.Pods.of("default", "shop", Labels.of(Map.of("app", "api")));
        Span span = new Span(Instant.parse("2026-03-01T10:00:00.5Z"), Instant.parse("2026-03-01T10:05:00Z"));
        Observation seen = new Observation(
                Origin.HUBBLE,
                "node-a",
                Side.CLIENT,
                new TreeMap<>(Map.of(Sign.REQUEST, 4L, Sign.ANSWER_DATA, 3L)),
                span);
        classes.put(
                new ConnectionClass(client, server, false, Protocol.TCP, 8080),
                new ClassEvidence(List.of(seen), List.of(), new TreeSet<>(), 0));
        BaselineSnapshot snapshot = new BaselineSnapshot(
                "default",
                new Books(9, 7, new TreeMap<>(Map.of(SkipReason.OUTSIDE, 2L))),
                classes,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(new Vantage.Node("node-a"), span)),
                List.of(),
                0);
        Inferred inferred = Inference.infer(snapshot, Inventory.empty(), LearnOptions.DEFAULT);
        KindRow kind = new KindRow(
                "kubernetes", 2, 0, List.of(), new ReplayResult(1, List.of(), 0, List.of(), 0), new TreeMap<>());
        return ReportModel.of(
                "audit", snapshot, inferred, List.of(kind), inferred.intent().issues());
    }

    private static Document parsed(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static Stream<Element> elements(Document page) {
        NodeList all = page.getElementsByTagName("*");
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
    }

    @Test
    void hostileTextsStayTexts() throws Exception {
        String html = HtmlReport.render(pageOf(HOSTILE));
        Document harmless = parsed(HtmlReport.render(pageOf("harmless")));
        Document hostile = parsed(html);
        assertThat(elements(hostile).map(Node::getNodeName).toList())
                .isEqualTo(elements(harmless).map(Node::getNodeName).toList());
        assertThat(html).doesNotContain("<script>alert").doesNotContain("<img").doesNotContain("\u202E");
        assertThat(hostile.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(hostile.getElementsByTagName("h1").item(0).getTextContent())
                .contains("</script><script>alert(1)</script>")
                .contains("[U+0000][U+202E][U+D800]");
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndItsPolicyPermitsOnlyItsOwnScriptAndStyle() throws Exception {
        String html = HtmlReport.render(learned());
        Document page = parsed(html);
        assertThat(elements(page).filter(element -> element.hasAttribute("src") || element.hasAttribute("style")))
                .isEmpty();
        assertThat(elements(page)
                        .filter(element -> element.hasAttribute("href"))
                        .map(element -> element.getAttribute("href")))
                .allMatch(target -> target.startsWith("#"));
        String policy = elements(page)
                .filter(element -> element.hasAttribute("http-equiv"))
                .map(element -> element.getAttribute("content"))
                .findFirst()
                .orElseThrow();
        assertThat(policy)
                .startsWith("default-src 'none';")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        for (String element : List.of("style", "script")) {
            Inline inline =
                    new Inline(page.getElementsByTagName(element).item(0).getTextContent());
            assertThat(policy).contains(element + "-src " + inline.source() + ";");
        }
    }

    @Test
    void whatWasLearnedIsOnThePage() throws Exception {
        String html = HtmlReport.render(learned());
        String text = parsed(html).getDocumentElement().getTextContent();
        assertThat(text)
                .contains("Recorded from 2026-03-01T10:00:00Z to 2026-03-01T10:05:00Z, 1 node reported.")
                .contains("skipped: outside")
                .contains("shop/web")
                .contains("shop/api")
                .contains("TCP 8080")
                .contains("no-inventory")
                .contains("Replay: all 1 allowed");
    }

    @Test
    void theSameModelGivesTheSamePage() {
        assertThat(HtmlReport.render(learned())).isEqualTo(HtmlReport.render(learned()));
    }

    @Test
    void aBrowserShowsThePage(@TempDir Path directory) throws Exception {
        String chromium = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        assumeTrue(!chromium.isEmpty(), "no chromium on PATH: the page was not opened in a browser");
        Path page = Files.write(
                directory.resolve("report.html"), HtmlReport.render(learned()).getBytes(UTF_8));
        Path dom = directory.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        chromium,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--virtual-time-budget=2000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(dom.toFile())
                .start();
        boolean ended = browser.waitFor(60, TimeUnit.SECONDS);
        browser.destroyForcibly().waitFor();
        assumeTrue(ended && browser.exitValue() == 0, "chromium is there and does not run here");
        assertThat(Files.readString(dom))
                .as("the script has run, so its hash is right")
                .contains("2 of 2")
                .contains("1 of 1");
    }
}
