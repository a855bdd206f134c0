package io.policap.capture.hubble.event;

import io.policap.infer.flow.Layer7;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the L7 part of a flow; of a URL only host and path are kept, of headers only their names. */
final class Layer7Mapping {
    private static final int RESPONSE = 2;
    private static final long LAST_CODE = 65_535;

    private final AddressCache addresses;
    private final Issues issues;

    Layer7Mapping(AddressCache addresses, Issues issues) {
        this.addresses = addresses;
        this.issues = issues;
    }

    Optional<Layer7> layer7(HubbleRecord record, Places places, long line) {
        boolean response = record.layer7Type == RESPONSE;
        switch (record.layer7) {
            case NONE:
                return Optional.empty();
            case DNS:
                return Optional.of(dns(record, response, places, line));
            case HTTP:
                return Optional.of(http(record, response));
            case OTHER:
                return Optional.of(new Layer7.Other(response));
        }
        throw new AssertionError(record.layer7);
    }

    private Layer7 dns(HubbleRecord record, boolean response, Places places, long line) {
        List<Ip> answers = new ArrayList<>(record.dnsIps.size());
        for (String text : record.dnsIps) {
            Ip address = addresses.parse(text);
            if (address == null) {
                issues.add(
                        IssueCode.MALFORMED_FLOW,
                        places.ofIssue(line).toString(),
                        "'l7.dns.ips' holds what is no address");
            } else {
                answers.add(address);
            }
        }
        List<String> cnames = new ArrayList<>(record.dnsCnames.size());
        for (String cname : record.dnsCnames) {
            cnames.add(DnsNames.plain(cname));
        }
        int rcode = (int) Math.min(record.dnsRcode, LAST_CODE);
        return new Layer7.Dns(response, DnsNames.plain(record.dnsQuery), answers, cnames, record.dnsTtl, rcode);
    }

    private static Layer7 http(HubbleRecord record, boolean response) {
        HttpUrl url = HttpUrl.parse(record.httpUrl);
        int code = (int) Math.min(record.httpCode, LAST_CODE);
        return new Layer7.Http(response, record.httpMethod, url.host(), url.path(), code, record.httpHeaderNames);
    }
}
