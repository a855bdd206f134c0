package io.policap.capture.packet.payload.http;

import io.policap.capture.packet.payload.http.h2.ClientFrames;
import io.policap.capture.packet.payload.http.h2.RequestHeaders;
import io.policap.capture.packet.payload.http.h2.ServerFrames;
import io.policap.infer.flow.HttpRequest;
import io.policap.infer.flow.Layer7;
import java.util.List;
import java.util.Optional;

/** The client's header blocks, and of the server what it lets the client's compression do. */
final class Http2Conversation implements Conversation {
    private final List<HttpRequest> found;
    private final int most;
    private final ClientFrames clientFrames = new ClientFrames(this::request);
    private final ServerFrames serverFrames = new ServerFrames(clientFrames::allowTableSize);
    private boolean upgraded;

    private final ByteRuns client = new ByteRuns() {
        @Override
        public void known(byte[] bytes, int from, int to) {
            clientFrames.known(bytes, from, to);
        }

        @Override
        public void unknown(long count) {
            clientFrames.unknown(count);
        }
    };

    private final ByteRuns server = new ByteRuns() {
        @Override
        public void known(byte[] bytes, int from, int to) {
            serverFrames.known(bytes, from, to);
            if (serverFrames.foreign()) {
                clientFrames.lose();
            }
        }

        @Override
        public void unknown(long count) {
            serverFrames.unknown(count);
        }
    };

    Http2Conversation(List<HttpRequest> found, int most) {
        this.found = found;
        this.most = most;
    }

    @Override
    public ByteRuns client() {
        return client;
    }

    @Override
    public ByteRuns server() {
        return server;
    }

    @Override
    public boolean http() {
        return true;
    }

    @Override
    public boolean over() {
        return clientFrames.lost();
    }

    @Override
    public boolean complete() {
        return clientFrames.whole();
    }

    @Override
    public boolean upgraded() {
        return upgraded;
    }

    @Override
    public int held() {
        return clientFrames.held() + serverFrames.held();
    }

    @Override
    public void clientSpoke() {}

    private boolean request(RequestHeaders headers) {
        String method = headers.method();
        boolean tunnel = method.equals("CONNECT");
        boolean pseudo = tunnel && !headers.extendedConnect()
                ? headers.path().isEmpty() && headers.scheme().isEmpty()
                : (headers.path().startsWith("/") || headers.path().equals("*"))
                        && !headers.scheme().isEmpty();
        if (!pseudo || headers.extendedConnect() && !tunnel || !isMethod(method) || found.size() >= most) {
            return false;
        }
        Optional<String> host = RequestTarget.host(headers.authority());
        // The path of an extended CONNECT is a path, not an authority.
        Optional<RequestTarget> target = tunnel && !headers.extendedConnect()
                ? host.filter(name -> !name.isEmpty()).map(name -> new RequestTarget(name, ""))
                : RequestTarget.of(tunnel ? "GET" : method, headers.path());
        if (host.isEmpty() || target.isEmpty()) {
            return false;
        }
        Layer7.Http http =
                new Layer7.Http(false, method, host.get(), target.get().path(), 0, headers.names());
        found.add(new HttpRequest(http, headers.grpc()));
        upgraded |= tunnel;
        return true;
    }

    private static boolean isMethod(String method) {
        return !method.isEmpty() && method.length() <= 32 && method.chars().allMatch(Tokens::isToken);
    }
}
