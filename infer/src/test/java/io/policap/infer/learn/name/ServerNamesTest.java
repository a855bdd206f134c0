package io.policap.infer.learn.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.inventory.WorkloadKey;
import io.policap.infer.label.Labels;
import io.policap.infer.learn.edge.Edge;
import io.policap.infer.learn.edge.End;
import io.policap.infer.name.Answers;
import io.policap.infer.name.ContactTally;
import io.policap.infer.name.NameBook;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ServerNamesTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Ip POD = Ip.parse("10.244.0.11");
    private static final Ip OTHER_POD = Ip.parse("10.244.0.12");
    private static final Ip SERVER = Ip.parse("198.51.100.40");
    private static final Party CLIENT = Party.Pods.of("default", "shop", Labels.of(Map.of("app", "web")));
    private static final WorkloadKey WEB = new WorkloadKey("default", "shop", "Deployment", "web");

    private final NameBook book = new NameBook();
    private final ContactTally contacts = new ContactTally();

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private void asked(String name, long seconds, Ip pod) {
        book.add(CLIENT, pod, at(seconds), name, List.of(SERVER), 30);
    }

    private void asked(String name, long seconds) {
        asked(name, seconds, POD);
    }

    private ServerName named(long first, long last) {
        Observation seen = new Observation(
                Origin.PACKETS,
                "n",
                Side.UNKNOWN,
                new TreeMap<>(Map.of(Sign.ANSWER_DATA, 1L)),
                new Span(at(first), at(last)));
        ConnectionClass type = new ConnectionClass(CLIENT, Party.Address.of(SERVER, true), false, Protocol.TCP, 443);
        Edge edge = new Edge(
                End.Workloads.of(WEB),
                new End.Outside(Cidr.of(SERVER)),
                Protocol.TCP,
                443,
                type,
                new ClassEvidence(List.of(seen), List.of(), new TreeSet<>(), 0, contacts.snapshot()));
        AskedNames names = new AskedNames(book.snapshot(), party -> End.Workloads.of(WEB));
        return new ServerNames(names, List.of(edge)).of(edge);
    }

    @Test
    void whatNobodyAskedForHasNoName() {
        contacts.opened("api.example.com", at(1), POD);

        assertThat(named(1, 1)).isEqualTo(ServerName.NONE);
    }

    @Test
    void theHostThatAConnectionNamesChoosesBetweenNames() {
        asked("a.example.com", 0);
        asked("b.example.com", 1);
        contacts.opened("a.example.com", at(2), POD);

        ServerName name = named(2, 2);

        assertThat(name.names()).containsExactly("a.example.com");
        assertThat(name.known()).containsExactly("a.example.com", "b.example.com");
        assertThat(name.toldApart()).isTrue();
    }

    @Test
    void withoutAHostTheNameAskedForLastIsMeant() {
        asked("a.example.com", 0);
        contacts.opened("", at(1), POD);
        asked("b.example.com", 2);
        asked("c.example.com", 3);

        assertThat(named(1, 1).names()).containsExactly("a.example.com");
        contacts.opened("", at(4), POD);
        assertThat(named(1, 4).names()).containsExactly("a.example.com", "c.example.com");
    }

    @Test
    void whatAnotherPodAskedForDecidesNothing() {
        asked("a.example.com", 0);
        asked("b.example.com", 0, OTHER_POD);
        asked("b.example.com", 2, OTHER_POD);
        contacts.opened("", at(3), POD);

        assertThat(named(3, 3).names()).containsExactly("a.example.com");
    }

    @Test
    void whereNeitherHostNorOrderDecidesAllNamesAreMeantAndThatIsSaid() {
        asked("a.example.com", 0);
        asked("b.example.com", 0);
        contacts.opened("", at(1), POD);

        ServerName name = named(1, 1);

        assertThat(name.names()).containsExactly("a.example.com", "b.example.com");
        assertThat(name.toldApart()).isFalse();
    }

    @Test
    void aHostThatNobodyAskedForLeavesItToTheOrder() {
        asked("alias.example.com", 0);
        asked("other.example.com", 1);
        contacts.opened("certificate.example.net", at(2), POD);

        assertThat(named(2, 2).names()).containsExactly("other.example.com");
    }

    @Test
    void aNameIsOverWhenItsTimeToLiveIsUnlessThereIsNoOther() {
        asked("old.example.com", 0);
        contacts.opened("", at(7200), POD);
        assertThat(named(7200, 7200).names()).containsExactly("old.example.com");

        asked("new.example.com", 7100);
        assertThat(named(7200, 7200).known()).containsExactly("new.example.com");
    }

    @Test
    void aNameThatWasAskedForAfterTheLastConnectionIsNoneOfIt() {
        asked("late.example.com", 60);
        contacts.opened("", at(1), POD);

        assertThat(named(1, 1)).isEqualTo(ServerName.NONE);
    }

    @Test
    void withMoreAnswersThanAreKeptTheOrderDecidesNothing() {
        for (int i = 0; i <= Answers.KEPT; i++) {
            asked("a.example.com", i);
            asked("b.example.com", i + 1_000);
        }
        contacts.opened("", at(500), POD);

        ServerName name = named(500, 500);

        assertThat(name.names()).containsExactly("a.example.com");
        assertThat(name.toldApart()).as("b was asked for later only").isTrue();
        contacts.opened("", at(5_000), POD);
        assertThat(named(500, 5_000).toldApart()).isFalse();
    }

    @Test
    void namesThatASourceToldAreMeantBesideThoseAskedFor() {
        asked("external-pay.shop.svc.cluster.local", 0);
        contacts.told(List.of("pay.example.com"));
        contacts.opened("", at(1), POD);

        assertThat(named(1, 1).names()).containsExactly("external-pay.shop.svc.cluster.local", "pay.example.com");
    }

    @Test
    void aNameThatNoRuleCanSayIsNone() {
        asked("we ird\"name", 0);
        contacts.opened("", at(1), POD);

        assertThat(named(1, 1)).isEqualTo(ServerName.NONE);
    }
}
