package io.policap.capture.packet.payload.http;

import io.policap.infer.flow.HttpRequest;
import java.util.List;

/** Requests and the status lines of their answers. */
final class Http1Conversation implements Conversation {
    private final RequestReader requests;
    private final ResponseReader responses;

    Http1Conversation(List<HttpRequest> found, int most) {
        requests = new RequestReader(found, most);
        responses = new ResponseReader(found, requests);
    }

    @Override
    public ByteRuns client() {
        return requests;
    }

    @Override
    public ByteRuns server() {
        return responses;
    }

    @Override
    public boolean http() {
        return requests.http();
    }

    @Override
    public boolean tooFew() {
        return requests.tooFew();
    }

    @Override
    public boolean over() {
        return requests.over();
    }

    @Override
    public boolean complete() {
        return requests.complete() && (requests.over() || !responses.answersMore());
    }

    @Override
    public boolean upgraded() {
        return requests.upgraded();
    }

    @Override
    public int held() {
        return requests.held() + responses.held();
    }

    @Override
    public void clientSpoke() {
        responses.requestsCame();
    }
}
