package io.policap.capture.packet.payload.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.payload.tls.HelloReading.State;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientHelloReaderTest {
    @Test
    void theClientOfTheJdkIsRead() {
        assertThat(done(HelloBytes.ofJdk("Api.Example.com", "h2", "http/1.1")))
                .isEqualTo(new ClientHello("api.example.com", false, List.of("h2", "http/1.1")));
        assertThat(done(HelloBytes.ofJdk(""))).isEqualTo(ClientHello.NONE);
    }

    @Test
    void aLargeHelloOverManySegmentsIsRead() {
        String[] protocols = IntStream.range(0, 400)
                .mapToObj(i -> "protocol-%03d".formatted(i))
                .toArray(String[]::new);
        byte[] large = HelloBytes.ofJdk("large.example.com", protocols);
        assertThat(large.length).isGreaterThan(3 * 1460);
        int segments = 0;
        for (int length = 1460; length < large.length; length += 1460) {
            assertThat(read(Arrays.copyOf(large, length)).state()).isEqualTo(State.NEED_MORE);
            segments++;
        }
        assertThat(segments).isGreaterThan(2);
        assertThat(done(large).serverName()).isEqualTo("large.example.com");
        assertThat(done(large).protocols()).hasSize(8).startsWith("protocol-000");
    }

    @Test
    void aHelloOverTwoRecordsOfTheLargestSizeIsRead() {
        byte[] message = new HelloBytes()
                .extension(21, new byte[20_000])
                .serverName("far.example")
                .message();
        assertThat(done(HelloBytes.records(message, 1 << 14)).serverName()).isEqualTo("far.example");
    }

    @Test
    void whereverTheBytesEndMoreAreAskedForAndNothingWrongIsSaid() {
        for (byte[] whole : HelloBytes.samples()) {
            ClientHello all = done(whole);
            boolean named = false;
            for (int length = 0; length < whole.length; length++) {
                HelloReading cut = read(Arrays.copyOf(whole, length));
                assertThat(cut.state()).as("%d bytes", length).isEqualTo(State.NEED_MORE);
                assertThat(cut.hello().serverName()).isIn("", all.serverName());
                assertThat(named && cut.hello().serverName().isEmpty()).isFalse();
                named |= !cut.hello().serverName().isEmpty();
            }
            byte[] more = Arrays.copyOf(whole, whole.length + 100);
            Arrays.fill(more, whole.length, more.length, (byte) 0x17);
            assertThat(done(more)).isEqualTo(all);
        }
    }

    @Test
    void anEncryptedHelloIsMarkedAndItsNameIsTheOuterOne() {
        byte[] message = HelloBytes.full().message();
        assertThat(done(HelloBytes.records(message, 1 << 14)))
                .isEqualTo(new ClientHello("front.example.org", true, List.of("h2", "h3")));
        byte[] inner = new HelloBytes()
                .serverName("a.example")
                .extension(0xFE0D, new byte[] {1})
                .message();
        assertThat(done(HelloBytes.records(inner, 1 << 14)).ech()).isFalse();
        assertThat(ClientHelloReader.readHandshake(message, 0, message.length).state())
                .isEqualTo(State.DONE);
    }

    @Test
    void whatIsNoHostNameIsNoServerName() {
        for (String name : List.of(
                "",
                ".",
                "a..b",
                ".a",
                "a b",
                "a\n",
                "x/y",
                "*.example.com",
                "\u00e9.example",
                "10.0.0.1",
                "[::1]",
                "443",
                "x".repeat(64) + ".example",
                "x.".repeat(128),
                "a'; drop",
                "a:443")) {
            assertThat(name(new HelloBytes().serverName(name))).as(name).isEmpty();
        }
        assertThat(name(new HelloBytes().serverName(1, "a.example".getBytes(StandardCharsets.US_ASCII))))
                .isEmpty();
        assertThat(name(new HelloBytes().extension(0, new byte[0]))).isEmpty();
        assertThat(name(new HelloBytes().extension(0, new byte[] {0, 9, 0, 0, 9, 'a'})))
                .isEmpty();
        for (String name : List.of("a", "a-b_c.example", "10.0.0.1.nip.io", "x".repeat(63) + ".example")) {
            assertThat(name(new HelloBytes().serverName(name))).isEqualTo(name);
        }
    }

    @Test
    void otherProtocolsAreNotTls() {
        for (String text : List.of(
                "GET / HTTP/1.1", "SSH-2.0-x", "\u0016\u0002\u0001", "\u0016\u0003\u0005", "\u0017\u0003\u0003")) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(read(bytes)).isEqualTo(HelloReading.NOT_TLS);
        }
        byte[] serverHello = HelloBytes.ofJdk("a.example");
        serverHello[5] = 2;
        assertThat(read(serverHello).state()).isEqualTo(State.NOT_TLS);
        assertThat(ClientHelloReader.begins(serverHello, 0, serverHello.length)).isFalse();
        byte[] hello = HelloBytes.ofJdk("a.example");
        assertThat(ClientHelloReader.begins(hello, 0, hello.length)).isTrue();
        assertThat(ClientHelloReader.begins(hello, 0, 5)).isFalse();
    }

    @Test
    void aHelloThatNeverEndsIsGivenUp() {
        byte[] endless = new byte[200_000];
        byte[] head = {22, 3, 1, 0x40, 0, 1, 0, (byte) 0xFF, (byte) 0xFF, 3, 3};
        System.arraycopy(head, 0, endless, 0, head.length);
        for (int at = 5 + (1 << 14); at < endless.length; at += 5 + (1 << 14)) {
            System.arraycopy(head, 0, endless, at, 5);
        }
        assertThat(read(Arrays.copyOf(endless, 60_000)).state()).isNotEqualTo(State.DONE);
        assertThat(read(endless).state()).isEqualTo(State.NOT_TLS);
    }

    private static String name(HelloBytes hello) {
        return done(HelloBytes.records(hello.message(), 1 << 14)).serverName();
    }

    private static HelloReading read(byte[] bytes) {
        return ClientHelloReader.read(bytes, 0, bytes.length);
    }

    private static ClientHello done(byte[] bytes) {
        HelloReading reading = read(bytes);
        assertThat(reading.state()).isEqualTo(State.DONE);
        return reading.hello();
    }
}
