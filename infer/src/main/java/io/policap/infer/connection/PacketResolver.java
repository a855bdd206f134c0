package io.policap.infer.connection;

import static java.util.Objects.requireNonNull;

import io.policap.infer.flow.PacketConnection;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names both ends of a captured connection by who had their addresses when it began, and reads its signs (R1 to R5). */
final class PacketResolver {
    private static final int LAST_PORT = 65535;

    private final PartyResolver parties;
    private final Inventory inventory;

    PacketResolver(PartyResolver parties, Inventory inventory) {
        this.parties = requireNonNull(parties, "parties");
        this.inventory = requireNonNull(inventory, "inventory");
    }

    Attribution resolve(PacketConnection connection) {
        Optional<SkipReason> early = notEvidence(connection);
        if (early.isPresent()) {
            return new Attribution.None(early.get());
        }
        List<PodSighting> pods = new ArrayList<>(2);
        Party client = parties.resolve(connection.client(), connection.server(), connection.first(), pods);
        Party server = parties.resolve(connection.server(), connection.client(), connection.first(), pods);
        Optional<SkipReason> irrelevant = Relevance.notPolicyMatter(client, server);
        if (irrelevant.isPresent() && !leadsToPods(connection, server)) {
            return new Attribution.None(irrelevant.get());
        }
        boolean v6 = connection.client().v6();
        boolean ports = connection.protocol().hasPorts();
        if (connection.directed() || !ports) {
            int port = ports ? connection.serverPort() : connection.icmpType();
            ConnectionClass type = new ConnectionClass(client, server, v6, connection.protocol(), port);
            return new Attribution.Known(type, PacketSigns.directed(connection), pods);
        }
        OpenQuestion question = OpenQuestion.between(
                client, connection.clientPort(), server, connection.serverPort(), v6, connection.protocol());
        boolean clientIsLeft = question.left().equals(client) && question.leftPort() == connection.clientPort();
        return new Attribution.Undetermined(question, PacketSigns.undirected(connection, clientIsLeft), pods);
    }

    private static Optional<SkipReason> notEvidence(PacketConnection connection) {
        if (isIrrelevant(connection.client()) || isIrrelevant(connection.server())) {
            return Optional.of(SkipReason.NOT_POLICY_MATTER);
        }
        boolean ports = connection.protocol().hasPorts();
        if (!isPort(ports ? connection.clientPort() : connection.icmpType()) || !isPort(connection.serverPort())) {
            return Optional.of(SkipReason.BAD_PORT);
        }
        return !ports && Icmp.isControl(connection.protocol(), connection.icmpType())
                ? Optional.of(SkipReason.ICMP_CONTROL)
                : Optional.empty();
    }

    private static boolean isPort(int port) {
        return port >= 0 && port <= LAST_PORT;
    }

    static boolean isIrrelevant(Ip address) {
        return Relevance.isLocalOrGroup(address) || address.isUnspecified();
    }

    private boolean leadsToPods(PacketConnection connection, Party server) {
        return connection.directed()
                && connection.protocol().hasPorts()
                && Relevance.isNodePort(inventory, server, connection.protocol(), connection.serverPort());
    }
}
