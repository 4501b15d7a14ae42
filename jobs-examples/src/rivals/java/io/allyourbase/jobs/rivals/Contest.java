package io.allyourbase.jobs.rivals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rounds in which every contestant has its turn. One that fails takes no further part. */
final class Contest implements AutoCloseable {
    private final Server server;
    private final Node node;
    private final Map<Contestant, Peer> peers = new EnumMap<>(Contestant.class);
    private final Map<Contestant, List<Score>> scores = new EnumMap<>(Contestant.class);
    private final Map<Contestant, String> absent = new EnumMap<>(Contestant.class);

    Contest(Server server, Node node) {
        this.server = server;
        this.node = node;
    }

    /** The processes live as long as the contest, so that what the first round compiles serves the others. */
    void enter(List<Contestant> contestants) throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            if (contestant.platform() == Contestant.Platform.NODE) {
                node.prepare().ifPresent(reason -> absent.put(contestant, reason));
            }
            if (!absent.containsKey(contestant)) {
                peers.put(contestant, Peer.start(contestant.command(node)));
            }
        }
    }

    void play(Plan plan, int rounds) throws SQLException, InterruptedException {
        round(plan.warmUp(), "warm-up");
        scores.clear();
        for (int round = 1; round <= rounds; round++) {
            round(plan, "round " + round + " of " + rounds);
        }
    }

    private void round(Plan plan, String name) throws SQLException, InterruptedException {
        for (Map.Entry<Contestant, Peer> entry : new EnumMap<>(peers).entrySet()) {
            System.err.println(name + ": " + entry.getKey().title());
            turn(plan, entry.getKey(), entry.getValue());
        }
    }

    private void turn(Plan plan, Contestant contestant, Peer peer) throws SQLException, InterruptedException {
        try {
            Score score = new Turn(server, contestant, peer).play(plan);
            scores.computeIfAbsent(contestant, any -> new ArrayList<>()).add(score);
        } catch (Defect e) {
            peer.close();
            peers.remove(contestant);
            scores.remove(contestant);
            absent.put(contestant, String.valueOf(e.getMessage()));
        }
    }

    /** The medians of those that finished. */
    Map<Contestant, Score> scores() {
        Map<Contestant, Score> medians = new EnumMap<>(Contestant.class);
        scores.forEach((contestant, turns) -> medians.put(contestant, Score.median(turns)));
        return medians;
    }

    /** Who took no part, or not to the end, and why. */
    Map<Contestant, String> absent() {
        return absent;
    }

    @Override
    public void close() {
        peers.values().forEach(Peer::close);
    }
}
