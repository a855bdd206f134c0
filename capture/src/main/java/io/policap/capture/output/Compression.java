package io.policap.capture.output;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How a recorded file is compressed, which its name's ending says. */
enum Compression {
    NONE("") {
        @Override
        OutputStream over(OutputStream out) {
            return out;
        }
    },
    GZIP(".gz") {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new GZIPOutputStream(out, 1 << 16);
        }
    },
    ZSTD(".zst") {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new ZstdOutputStreamNoFinalizer(out);
        }
    };

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    String ending() {
        return ending;
    }

    abstract OutputStream over(OutputStream out) throws IOException;

    static Compression of(String name) {
        return name.endsWith(ZSTD.ending) ? ZSTD : name.endsWith(GZIP.ending) ? GZIP : NONE;
    }
}
