package io.policap.cli.baseline;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.Books;
import io.policap.infer.baseline.BucketRun;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.baseline.Observation;
import io.policap.infer.baseline.Span;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import io.policap.infer.connection.Origin;
import io.policap.infer.connection.Party;
import io.policap.infer.connection.PodSighting;
import io.policap.infer.connection.Side;
import io.policap.infer.connection.Sign;
import io.policap.infer.flow.AppProtocol;
import io.policap.infer.flow.BlindSpot;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.flow.Vantage;
import io.policap.infer.http.PathGap;
import io.policap.infer.http.PathTally;
import io.policap.infer.inventory.PodKey;
import io.policap.infer.label.Labels;
import io.policap.infer.name.Answers;
import io.policap.infer.name.Contacts;
import io.policap.infer.name.Moment;
import io.policap.infer.name.Moments;
import io.policap.infer.name.NamedAddress;
import io.policap.infer.name.Names;
import io.policap.infer.name.Questions;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.net.Protocol;
import io.policap.infer.translation.Socket;
import io.policap.infer.translation.SocketEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Any snapshot that could be, with texts as hostile as sources can make them. */
final class RandomSnapshots {
    private static final String[] TEXTS = {
        "",
        "default",
        "shop",
        "a, tier=b",
        "\"},{\"x\":\"",
        "line\nbreak\r\t",
        "\u0000\u001f\u007f",
        "\u202Eright to left\u2028",
        "caf\u00e9 \uD83D\uDE00",
        "\uD800 alone",
        "</script>",
        "back\\slash",
        "x".repeat(300)
    };

    private static final String[] PATHS = {
        "/", "*", "/v1/items/7", "/files/a.js", "/a%20b/(x)[y]|z", "/reset/Zx9Kq2Lm7Wv4Tn8RbY3c", "//", "/x/../\"},{",
    };

    private final Random random;

    RandomSnapshots(long seed) {
        this.random = new Random(seed);
    }

    BaselineSnapshot next() {
        return next(12);
    }

    /** A snapshot with fewer than so many entries of each kind. */
    BaselineSnapshot next(int most) {
        TreeMap<ConnectionClass, ClassEvidence> classes = new TreeMap<>();
        TreeMap<OpenQuestion, ClassEvidence> questions = new TreeMap<>();
        TreeMap<PodSighting, Span> pods = new TreeMap<>();
        TreeMap<Vantage, Span> claims = new TreeMap<>();
        TreeMap<ConnectionClass, ContentEvidence> contents = new TreeMap<>();
        List<BlindSpot> blindSpots = new ArrayList<>();
        TreeMap<SocketEnd, SortedMap<Socket, Instant>> sockets = new TreeMap<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            ConnectionClass type = new ConnectionClass(party(), party(), flip(), pick(Protocol.values()), port());
            classes.put(type, evidence());
            if (flip()) {
                contents.put(type, content());
            }
            questions.put(
                    OpenQuestion.between(party(), port(), party(), port(), flip(), pick(Protocol.values())),
                    evidence());
            pods.put(new PodSighting(pod(), labels(), flip(), text(), text(), text()), span());
            claims.put(vantage(), span());
            blindSpots.add(new BlindSpot(text(), time(Instant.MIN), time(Instant.MAX), count(), text()));
            sockets.put(
                    flip()
                            ? new SocketEnd.Service(address(), pick(Protocol.values()), port())
                            : new SocketEnd.Backend(party(), pick(Protocol.values()), port()),
                    sockets());
        }
        return new BaselineSnapshot(
                text(), books(), classes, questions, pods, claims, blindSpots, sockets, names(), contents, count());
    }

    private ContentEvidence content() {
        PathTally paths = new PathTally();
        for (int i = random.nextInt(6); i > 0; i--) {
            String path = pick(PATHS);
            if (flip()) {
                paths.request(
                        flip() ? "GET" : "POST", path, flip(), flip() ? List.of("X-A", "x-b") : List.of(), count());
            } else {
                paths.response("GET", path + random.nextInt(9));
            }
        }
        for (PathGap gap : PathGap.values()) {
            if (random.nextInt(20) == 0) {
                paths.gap(gap);
            }
        }
        TreeMap<AppProtocol, Long> connections = new TreeMap<>();
        TreeMap<AppProtocol, Long> records = new TreeMap<>();
        for (AppProtocol protocol : AppProtocol.values()) {
            (flip() ? connections : records).put(protocol, count());
        }
        return new ContentEvidence(connections, records, count(), evidence().buckets(), paths.paths());
    }

    private Names names() {
        TreeMap<NamedAddress, Answers> answers = new TreeMap<>();
        TreeMap<Party, Questions> questions = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Party client = party();
            questions.put(client, new Questions(texts(), flip()));
            for (int answer = random.nextInt(4); answer > 0; answer--) {
                answers.put(
                        new NamedAddress(client, address(), text()),
                        new Answers(time(Instant.MAX), time(Instant.MIN), moments()));
            }
        }
        return new Names(answers, questions);
    }

    private Moments moments() {
        TreeSet<Moment> moments = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            moments.add(new Moment(time(Instant.MIN), address()));
        }
        return new Moments(moments, flip());
    }

    private Contacts contacts() {
        TreeMap<String, Moments> openings = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            openings.put(text(), moments());
        }
        TreeSet<String> told = texts();
        return openings.isEmpty() && told.isEmpty() ? Contacts.NONE : new Contacts(openings, told, texts(), flip());
    }

    private TreeSet<String> texts() {
        TreeSet<String> texts = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private TreeMap<Socket, Instant> sockets() {
        TreeMap<Socket, Instant> sockets = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            sockets.put(Socket.of(text(), count(), flip()), time(Instant.MIN));
        }
        return sockets;
    }

    private Vantage vantage() {
        switch (random.nextInt(6)) {
            case 0:
                return new Vantage.Node(text());
            case 1:
                return new Vantage.Uplink(text());
            case 2:
                return new Vantage.Overlay(text());
            case 3:
                return new Vantage.Bridge(text());
            case 4:
                return new Vantage.Pod(pod());
            default:
                return new Vantage.Unknown();
        }
    }

    private Books books() {
        TreeMap<SkipReason, Long> skipped = new TreeMap<>();
        long sum = 0;
        for (int i = random.nextInt(5); i > 0; i--) {
            long count = random.nextInt(1000);
            Long before = skipped.put(pick(SkipReason.values()), count);
            sum += count - (before == null ? 0 : before);
        }
        long used = random.nextLong() >>> 2;
        return new Books(used + sum, used, skipped);
    }

    private Party party() {
        switch (random.nextInt(5)) {
            case 0:
                return Party.Pods.of(text(), text(), labels());
            case 1:
                return new Party.NamedPod(pod());
            case 2:
                return new Party.Node(address(), flip(), flip());
            case 3:
                return new Party.IngressProxy();
            default:
                Ip address = address();
                return new Party.Address(
                        new Cidr(address, flip() ? address.bits() : random.nextInt(address.bits() + 1)), flip());
        }
    }

    private Ip address() {
        return flip() ? Ip.v4(random.nextInt()) : Ip.v6(random.nextLong(), random.nextLong() >>> random.nextInt(64));
    }

    private PodKey pod() {
        return new PodKey(text(), text(), text());
    }

    private Labels labels() {
        TreeMap<String, String> labels = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.put(text(), text());
        }
        return Labels.of(labels);
    }

    private ClassEvidence evidence() {
        List<Observation> observations = new ArrayList<>();
        TreeSet<String> observers = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String observer = text();
            if (observers.add(observer)) {
                for (Origin origin : flip() ? Origin.values() : new Origin[] {pick(Origin.values())}) {
                    observations.add(new Observation(origin, observer, Side.UNKNOWN, signs(), span()));
                }
                if (flip()) {
                    observations.add(new Observation(Origin.HUBBLE, observer, Side.SERVER, signs(), span(), count()));
                }
            }
        }
        List<BucketRun> buckets = new ArrayList<>();
        long bucket = random.nextInt(4_000_000) - 1_000_000L;
        for (int i = random.nextInt(5); i > 0; i--) {
            long last = bucket + random.nextInt(3);
            buckets.add(new BucketRun(bucket, last));
            bucket = last + 2 + random.nextInt(100);
        }
        TreeSet<String> names = new TreeSet<>();
        for (int i = random.nextInt(ClassEvidence.NAMES_KEPT); i > 0; i--) {
            names.add(text());
        }
        return new ClassEvidence(observations, buckets, names, count(), contacts());
    }

    private TreeMap<Sign, Long> signs() {
        TreeMap<Sign, Long> signs = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            signs.put(pick(Sign.values()), count());
        }
        return signs;
    }

    private Span span() {
        return random.nextInt(3) == 0 ? Span.NEVER : new Span(time(Instant.MAX), time(Instant.MIN));
    }

    private Instant time(Instant unknown) {
        switch (random.nextInt(8)) {
            case 0:
                return unknown;
            case 1:
                return Instant.MIN;
            case 2:
                return Instant.MAX;
            case 3:
                return Instant.ofEpochSecond(
                        random.nextLong() % 31_556_889_864_403_199L, random.nextInt(1_000_000_000));
            default:
                return Instant.ofEpochSecond(1_770_000_000L + random.nextInt(), random.nextInt(3) * 1_000_000L);
        }
    }

    private long count() {
        return random.nextInt(5) == 0 ? random.nextLong() >>> 1 : random.nextInt(3);
    }

    private int port() {
        return random.nextInt(65536);
    }

    private String text() {
        return pick(TEXTS);
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    private <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }
}
