package io.policap.capture.packet.payload.quic;

import java.util.HexFormat;

/** A version of QUIC whose Initial packets can be opened: its salt, its labels, its number for Initial packets. */
enum QuicVersion {
    /** RFC 9001, 5.2. */
    V1("38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic ", 0),
    /** RFC 9369, 3.2 and 3.3. */
    V2("0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2 ", 1),
    /** The drafts 29 to 32 of QUIC-TLS, 5.2. */
    DRAFT_29("afbfec289993d24c9e9786f19c6111e04390a899", "quic ", 0);

    final byte[] salt;
    final String labels;

    /** The type in a long header. */
    final int initialType;

    QuicVersion(String salt, String labels, int initialType) {
        this.salt = HexFormat.of().parseHex(salt);
        this.labels = labels;
        this.initialType = initialType;
    }

    /** Whether a version of this number is known. */
    static boolean isKnown(int number) {
        return number == 0x00000001 || number == 0x6b3343cf || number >= 0xff00001d && number <= 0xff000022;
    }

    /** The version of this known number. */
    static QuicVersion of(int number) {
        return switch (number) {
            case 0x6b3343cf -> V2;
            case 0xff00001d, 0xff00001e, 0xff00001f, 0xff000020 -> DRAFT_29;
            // The drafts 33 and 34 already have the salt of version 1.
            default -> V1;
        };
    }
}
