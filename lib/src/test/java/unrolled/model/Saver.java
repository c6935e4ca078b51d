package unrolled.model;

import java.nio.file.Path;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;

/** Saves two networks to each file, one after the other and to all files at the same time, until it is killed. */
public final class Saver {

    private Saver() {}

    static Network network(long seed) {
        return Network.of(seed, new Recurrent(new LstmCell(16, 64)), new Dense(64, 1));
    }

    public static void main(String[] files) {
        for (var file : files) {
            var networks = new Network[] {network(1), network(2)};
            new Thread(() -> {
                for (int k = 0; true; k++) Checkpoint.save(networks[k % 2], Path.of(file));
            }).start();
        }
    }
}
