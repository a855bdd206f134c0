package io.policap.capture.packet.payload.dns;

import io.policap.infer.net.Ip;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Writes DNS messages byte by byte; names are only compressed where a test says so. */
final class DnsBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static DnsBytes message(int flags, int questions, int answers, int authorities, int additionals) {
        return new DnsBytes()
                .word(0xBEEF)
                .word(flags)
                .word(questions)
                .word(answers)
                .word(authorities)
                .word(additionals);
    }

    /** A response with one question, whose name begins at 12. */
    static DnsBytes response(String name, int type, int answers, int additionals) {
        return message(0x8180, 1, answers, 0, additionals).name(name).word(type).word(1);
    }

    DnsBytes octet(int value) {
        out.write(value);
        return this;
    }

    DnsBytes word(int value) {
        return octet(value >> 8).octet(value);
    }

    DnsBytes bits32(int value) {
        return word(value >>> 16).word(value);
    }

    DnsBytes labels(String... labels) {
        for (String label : labels) {
            byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
            octet(bytes.length);
            out.writeBytes(bytes);
        }
        return this;
    }

    DnsBytes name(String name) {
        return (name.isEmpty() ? this : labels(name.split("\\."))).octet(0);
    }

    DnsBytes pointer(int to) {
        return word(0xC000 | to);
    }

    int size() {
        return out.size();
    }

    DnsBytes ip(String address) {
        Ip ip = Ip.parse(address);
        return ip.v6()
                ? bits32((int) (ip.high() >>> 32))
                        .bits32((int) ip.high())
                        .bits32((int) (ip.low() >>> 32))
                        .bits32((int) ip.low())
                : bits32((int) ip.low());
    }

    /** What follows the owner of a record. */
    DnsBytes rest(int type, int ttl, Consumer<DnsBytes> data) {
        DnsBytes content = new DnsBytes();
        data.accept(content);
        word(type).word(1).bits32(ttl).word(content.size());
        out.writeBytes(content.bytes());
        return this;
    }

    DnsBytes address(String owner, int ttl, String address) {
        int type = Ip.parse(address).v6() ? DnsMessage.AAAA : DnsMessage.A;
        return name(owner).rest(type, ttl, data -> data.ip(address));
    }

    DnsBytes alias(String owner, int ttl, String target) {
        return name(owner).rest(DnsMessage.CNAME, ttl, data -> data.name(target));
    }

    DnsBytes service(String owner, int ttl, int port, String target) {
        return name(owner)
                .rest(
                        DnsMessage.SRV,
                        ttl,
                        data -> data.word(0).word(100).word(port).name(target));
    }

    DnsBytes binding(String owner, int ttl, int priority, String target, Consumer<DnsBytes> parameters) {
        return name(owner).rest(DnsMessage.HTTPS, ttl, data -> {
            data.word(priority).name(target);
            parameters.accept(data);
        });
    }

    DnsBytes edns(int extendedRcode) {
        return octet(0).word(DnsMessage.OPT)
                .word(1232)
                .bits32(extendedRcode << 24)
                .word(0);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** One message of each shape, for damage. */
    static List<byte[]> samples() {
        return List.of(
                message(0x0100, 1, 0, 0, 1)
                        .name("api.example.com")
                        .word(1)
                        .word(1)
                        .edns(0)
                        .bytes(),
                response("api.example.com", 1, 2, 1)
                        .pointer(12)
                        .rest(1, 60, data -> data.ip("192.0.2.1"))
                        .pointer(12)
                        .rest(1, 60, data -> data.ip("192.0.2.2"))
                        .edns(0)
                        .bytes(),
                response("www.example.com", 28, 3, 0)
                        .pointer(12)
                        .rest(DnsMessage.CNAME, 300, data -> data.labels("cdn").pointer(16))
                        .alias("cdn.example.com", 20, "e7.edge.example.net")
                        .address("e7.edge.example.net", 90, "2001:db8::7")
                        .bytes(),
                response("_http._tcp.web.shop.svc.cluster.local", DnsMessage.SRV, 2, 2)
                        .service("_http._tcp.web.shop.svc.cluster.local", 5, 80, "a.web.shop.svc.cluster.local")
                        .service("_http._tcp.web.shop.svc.cluster.local", 5, 80, "b.web.shop.svc.cluster.local")
                        .address("a.web.shop.svc.cluster.local", 5, "10.1.0.1")
                        .address("b.web.shop.svc.cluster.local", 7, "fd00::2")
                        .bytes(),
                response("shop.example", DnsMessage.HTTPS, 1, 1)
                        .binding(
                                "shop.example",
                                30,
                                1,
                                "",
                                data -> data.word(1)
                                        .word(3)
                                        .octet(2)
                                        .octet('h')
                                        .octet('2')
                                        .word(4)
                                        .word(8)
                                        .ip("192.0.2.8")
                                        .ip("192.0.2.9")
                                        .word(6)
                                        .word(16)
                                        .ip("2001:db8::8"))
                        .edns(0)
                        .bytes(),
                response("a.old.example", 1, 2, 0)
                        .name("old.example")
                        .rest(DnsMessage.DNAME, 40, data -> data.name("new.example"))
                        .address("a.new.example", 50, "192.0.2.77")
                        .bytes());
    }
}
