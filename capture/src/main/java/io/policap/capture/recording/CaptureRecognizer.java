package io.policap.capture.recording;

/**
 * Recognises packet captures by their magic numbers: pcap in either byte order with micro- or nanoseconds, also in its
 * patched form, pcapng (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng), snoop (RFC 1761).
 */
final class CaptureRecognizer implements Recognizer {
    @Override
    public ContentKind kind() {
        return ContentKind.CAPTURE;
    }

    @Override
    public boolean recognises(ContentHead content) {
        byte[] head = content.bytes();
        if (head.length < 4) {
            return false;
        }
        int magic = (head[0] & 255) << 24 | (head[1] & 255) << 16 | (head[2] & 255) << 8 | (head[3] & 255);
        return isPcap(magic) || isPcap(Integer.reverseBytes(magic)) || magic == 0x0A0D0D0A || magic == 0x736E6F6F;
    }

    private static boolean isPcap(int magic) {
        return magic == 0xA1B2C3D4 || magic == 0xA1B23C4D || magic == 0xA1B2CD34;
    }
}
