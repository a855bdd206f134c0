package io.policap.capture.packet.payload.http.h2;

import java.util.Arrays;

/** HPACK's Huffman code (RFC 7541, 5.2 and appendix B). */
final class Huffman {
    /**
     * The length of each symbol's code, 5 bits as 'A', 30 as 'Z'; the last symbol is the end of string. The code is
     * canonical: among codes of one length they rise with the symbols, and shorter ones come first.
     */
    private static final String LENGTHS = """
            ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF\
            IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX\
            PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS\
            VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV\
            Z""";

    private static final int SHORTEST = 5;
    private static final int LONGEST = 30;
    private static final int END_OF_STRING = 256;

    /** The symbols in the order of their codes; by length, the first code and where its symbol stands in that order. */
    private static final int[] SYMBOLS = new int[LENGTHS.length()];

    private static final int[] FIRST_CODE = new int[LONGEST + 2];
    private static final int[] FIRST_SYMBOL = new int[LONGEST + 2];

    static {
        int code = 0;
        int ordered = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            code <<= 1;
            FIRST_CODE[length] = code;
            FIRST_SYMBOL[length] = ordered;
            for (int symbol = 0; symbol < LENGTHS.length(); symbol++) {
                if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
                    SYMBOLS[ordered++] = symbol;
                    code++;
                }
            }
        }
        Arrays.fill(FIRST_SYMBOL, LONGEST + 1, LONGEST + 2, ordered);
    }

    private Huffman() {}

    /** The most bytes that so many bytes can decode to. */
    static int mostDecoded(int length) {
        return length * 8 / SHORTEST;
    }

    /** Decodes into the beginning of {@code into}; the length there, or -1 for what no encoder makes. */
    static int decode(byte[] in, int from, int to, byte[] into) {
        int code = 0;
        int bits = 0;
        int decoded = 0;
        for (int at = from; at < to; at++) {
            for (int bit = 7; bit >= 0; bit--) {
                code = code << 1 | in[at] >> bit & 1;
                bits++;
                if (bits < SHORTEST) {
                    continue;
                }
                int place = FIRST_SYMBOL[bits] + code - FIRST_CODE[bits];
                if (place < FIRST_SYMBOL[bits + 1]) {
                    int symbol = SYMBOLS[place];
                    if (symbol == END_OF_STRING) {
                        return -1;
                    }
                    into[decoded++] = (byte) symbol;
                    code = 0;
                    bits = 0;
                }
            }
        }
        // The rest is the beginning of the end of string, all ones, and less than a byte.
        return bits < 8 && code == (1 << bits) - 1 ? decoded : -1;
    }
}
