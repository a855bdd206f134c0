package io.policap.capture.packet.payload.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.policap.capture.packet.payload.tls.ClientHello;
import io.policap.capture.packet.payload.tls.HelloReading;
import io.policap.capture.packet.payload.tls.HelloReading.State;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuicHelloTest {
    private static final byte[] ID = QuicBytes.id(0x5A, 8);

    private final QuicHello quic = new QuicHello();

    @ParameterizedTest
    @ValueSource(strings = {"rfc9001-a2-client-initial", "rfc9369-a2-client-initial"})
    void theExamplesOfTheStandardsAreOpened(String vector) {
        byte[] packet = QuicBytes.vector(vector);
        assertThat(packet).hasSize(1200);
        ClientHello hello = done(accept(packet));
        assertThat(hello).isEqualTo(new ClientHello("example.com", false, List.of("alpn")));
        assertThat(quic.reading().hello()).isEqualTo(hello);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc9001-a2-client-initial", "rfc9369-a2-client-initial"})
    void cutAnywhereTheyAreNotOpenedAndNothingIsGuessed(String vector) {
        byte[] packet = QuicBytes.vector(vector);
        for (int length = 0; length < packet.length; length++) {
            QuicHello cut = new QuicHello();
            HelloReading reading = cut.accept(Arrays.copyOf(packet, length), 0, length);
            assertThat(reading.state()).as("%d bytes", length).isEqualTo(length > 6 ? State.NEED_MORE : State.NOT_TLS);
            assertThat(reading.hello()).isEqualTo(ClientHello.NONE);
        }
    }

    @Test
    void theServersExamplesDoNotOpenAndOnlyCount() {
        byte[] server = HexFormat.of()
                .parseHex(
                        "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780b"
                                + "b38cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb"
                                + "84022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc42158407dd074ee");
        byte[] retry =
                HexFormat.of().parseHex("ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba");
        assertThat(accept(server).state()).isEqualTo(State.NEED_MORE);
        assertThat(accept(retry).state()).isEqualTo(State.NEED_MORE);
        assertThat(done(accept(QuicBytes.vector("rfc9001-a2-client-initial"))).serverName())
                .isEqualTo("example.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {QuicBytes.V1, QuicBytes.V2, QuicBytes.DRAFT_29})
    void aHelloInPiecesOutOfOrderOverSeveralPacketsAndDatagramsIsRead(int version) {
        byte[] hello = QuicBytes.hello("large.example.com", many(300));
        assertThat(hello.length).isGreaterThan(3_000);
        QuicBytes client = new QuicBytes(version, ID);
        byte[] ping = {1};
        byte[] acknowledgement = {2, 5, 0, 1, 0, 1, 1};
        byte[] first = QuicBytes.join(
                client.initial(0, QuicBytes.crypto(hello, 2_500, hello.length), ping, QuicBytes.crypto(hello, 40, 90)),
                client.initial(1, QuicBytes.crypto(hello, 90, 700)),
                new byte[30]);
        byte[] second = client.initial(300, acknowledgement, QuicBytes.crypto(hello, 0, 60));
        byte[] third = client.initial(301, new byte[9], QuicBytes.crypto(hello, 650, 2_500));
        assertThat(accept(first)).isEqualTo(new HelloReading(State.NEED_MORE, ClientHello.NONE));
        assertThat(accept(second).state()).isEqualTo(State.NEED_MORE);
        assertThat(done(accept(third)).serverName()).isEqualTo("large.example.com");
    }

    @Test
    void theServersConnectionIdDoesNotChangeTheKeys() {
        byte[] hello = QuicBytes.hello("a.example");
        QuicBytes client = new QuicBytes(QuicBytes.V1, ID);
        accept(client.initial(0, QuicBytes.crypto(hello, 0, 100)));
        assertThat(done(accept(client.initial(
                                QuicBytes.id(9, 12), new byte[0], 1, QuicBytes.crypto(hello, 100, hello.length))))
                        .serverName())
                .isEqualTo("a.example");
    }

    @Test
    void aRetryMakesNewKeysAndTheHandshakeBeginsAnew() {
        byte[] hello = QuicBytes.hello("a.example");
        byte[] other = QuicBytes.hello("b.example");
        byte[] retried = QuicBytes.id(9, 12);
        accept(new QuicBytes(QuicBytes.V1, ID).initial(0, QuicBytes.crypto(hello, 0, 150)));
        QuicBytes again = new QuicBytes(QuicBytes.V1, retried);
        byte[] token = new byte[100];
        assertThat(accept(again.initial(retried, token, 1, QuicBytes.crypto(other, 150, other.length)))
                        .state())
                .as("half of the one and half of the other are not a hello")
                .isEqualTo(State.NEED_MORE);
        assertThat(done(accept(again.initial(retried, token, 2, QuicBytes.crypto(other, 0, 150))))
                        .serverName())
                .isEqualTo("b.example");
    }

    @Test
    void afterAVersionNegotiationTheOtherVersionIsRead() {
        byte[] hello = QuicBytes.hello("a.example");
        byte[] unknown = new QuicBytes(0x1a2a3a4a, ID).initial(0, QuicBytes.crypto(hello, 0, hello.length));
        byte[] negotiation = HexFormat.of().parseHex("8000000000" + "03070707" + "080102030405060708" + "00000001");
        assertThat(accept(unknown).state()).isEqualTo(State.NEED_MORE);
        assertThat(accept(negotiation).state()).isEqualTo(State.NEED_MORE);
        accept(new QuicBytes(QuicBytes.V2, ID).initial(0, QuicBytes.crypto(hello, 0, 150)));
        assertThat(done(accept(new QuicBytes(QuicBytes.V1, ID).initial(0, QuicBytes.crypto(hello, 0, hello.length))))
                        .serverName())
                .isEqualTo("a.example");
    }

    @Test
    void afterFourDatagramsItGivesUp() {
        byte[] hello = QuicBytes.hello("a.example");
        QuicBytes client = new QuicBytes(QuicBytes.V1, ID);
        for (int i = 0; i < 3; i++) {
            assertThat(accept(client.initial(i, QuicBytes.crypto(hello, 0, 50))).state())
                    .isEqualTo(State.NEED_MORE);
        }
        assertThat(accept(client.initial(3)).state()).isEqualTo(State.NOT_TLS);
        assertThat(accept(client.initial(4, QuicBytes.crypto(hello, 0, hello.length)))
                        .state())
                .isEqualTo(State.NOT_TLS);
    }

    @Test
    void otherDatagramsAreNotQuic() {
        for (String hex : List.of("", "16fefd000000", "0001000000000000", "4001020304050607", "80")) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            assertThat(new QuicHello().accept(bytes, 0, bytes.length).state()).isEqualTo(State.NOT_TLS);
        }
    }

    @Test
    void handshakeBytesFarAwayAreNotHeld() {
        byte[] hello = QuicBytes.hello("a.example");
        byte[] far = {6, (byte) 0x80, 0x10, 0, 0, 2, 1, 1};
        byte[] farther = {
            6, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 1, 1
        };
        QuicBytes client = new QuicBytes(QuicBytes.V1, ID);
        assertThat(done(accept(client.initial(0, far, farther, QuicBytes.crypto(hello, 0, hello.length))))
                        .serverName())
                .isEqualTo("a.example");
    }

    private HelloReading accept(byte[] datagram) {
        byte[] padded = Arrays.copyOf(new byte[5], datagram.length + 9);
        System.arraycopy(datagram, 0, padded, 5, datagram.length);
        return quic.accept(padded, 5, datagram.length);
    }

    private static ClientHello done(HelloReading reading) {
        assertThat(reading.state()).isEqualTo(State.DONE);
        return reading.hello();
    }

    private static String[] many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "protocol-%03d".formatted(i))
                .toArray(String[]::new);
    }
}
