import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import unrolled.cell.LstmCell;
import unrolled.data.CourseData;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.math.Precision;
import unrolled.math.Rng;
import unrolled.model.Checkpoint;
import unrolled.model.Network;
import unrolled.text.Buckets;
import unrolled.text.Sampler;
import unrolled.text.Tokens;
import unrolled.text.Vocabulary;
import unrolled.train.Clipping;
import unrolled.train.History;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Schedule;
import unrolled.train.Trainer;
import unrolled.tunes.Abc;
import unrolled.tunes.Critic;
import unrolled.tunes.Note;
import unrolled.tunes.Transposition;
import unrolled.tunes.Tune;
import unrolled.tunes.TuneTokenizer;
import unrolled.tunes.TuneWriter;
import unrolled.view.Figures;
import unrolled.view.Html;
import unrolled.view.Series;

/**
 * The network of lecture 11 that writes tunes: ./kit train tunes.
 *
 * <p>Trained on nine tenths of the tunes of data/aird-airs.abc whose bars all add up, each in all keys of at most two
 * sharps or flats in which a fiddle can play it. Every tenth tune is held out and judges each epoch; the file keeps the
 * best.
 */
class TrainTunes {

    static final int HIDDEN = 256;
    static final int EPOCHS = 12;
    static final int LOWEST = 55;                     // the lowest string of a fiddle
    static final int HIGHEST = 88;
    static final int MOST_SHARPS = 2;
    static final double TEMPERATURE = 0.8;            // of the tunes that are judged

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EPOCHS;
        var train = new ArrayList<String>();
        var held = new ArrayList<String>();
        split(train, held);
        var inAllKeys = new ArrayList<String>();
        for (var tune : train) inAllKeys.addAll(inAllKeys(tune));
        var tokenizer = new TuneTokenizer();
        var vocabulary = Vocabulary.of(inAllKeys.stream().map(tokenizer::tokens).toList());
        var net = network(vocabulary.size());
        System.out.printf("%d tunes, %d with all their keys, %d held out; %s; %d parameters%n", train.size(),
                inAllKeys.size(), held.size(), vocabulary, net.parameterCount());
        var file = folder.resolve("tunes.safetensors");
        var history = train(net, epochs, ids(inAllKeys, vocabulary), ids(held, vocabulary), file);
        Files.write(folder.resolve("tunes.tokens.txt"), vocabulary.tokens());
        figure(history, folder.resolve("tunes.html"));
        judge(Checkpoint.load(file), vocabulary, train, held);
    }

    /** Every tenth tune is held out; one with a bar that does not add up is left out. */
    static void split(List<String> train, List<String> held) {
        int count = 0;
        for (var tune : CourseData.tunes("aird-airs")) {
            var read = Abc.read(tune);
            if (read.rightBars() < read.bars().size()) continue;
            (++count % 10 == 0 ? held : train).add(tune);
        }
    }

    static List<String> inAllKeys(String tune) {
        var all = new ArrayList<>(List.of(tune));
        for (int steps : new int[] {-4, -3, -2, -1, 1, 2, 3, 4}) {
            Transposition.of(tune, steps).filter(moved -> playable(Abc.read(moved))).ifPresent(all::add);
        }
        return all;
    }

    static boolean playable(Tune tune) {
        var pitches = tune.sounding().stream().mapToInt(Note::pitch).summaryStatistics();
        return Math.abs(tune.key().sharps()) <= MOST_SHARPS && pitches.getMin() >= LOWEST
                && pitches.getMax() <= HIGHEST;
    }

    static List<int[]> ids(List<String> tunes, Vocabulary vocabulary) {
        var tokenizer = new TuneTokenizer();
        return tunes.stream().map(tokenizer::tokens).map(vocabulary::ids).toList();
    }

    static Network network(int tokens) {
        return Network.of(1, new Embedding(tokens, 32), new Dropout(0.1), new Recurrent(new LstmCell(32, HIDDEN)),
                new Dropout(0.2), new Dense(HIDDEN, tokens));
    }

    static History train(Network net, int epochs, List<int[]> train, List<int[]> held, Path file) {
        var history = new Trainer(net, Loss.softmaxCrossEntropy(), Optimizer.adam(0.004)).epochs(epochs)
                .precision(Precision.SINGLE).clipping(Clipping.norm(1)).schedule(Schedule.cosine(epochs, 0.05))
                .earlyStopping(epochs)                       // never stops: the best parameters are kept
                .listener((epoch, of) -> {
                    System.out.printf("epoch %d: loss %.3f, held out %.3f (perplexity %.2f), %.0f s%n", epoch.number(),
                            epoch.loss(), epoch.validationLoss(), Math.exp(epoch.validationLoss()), epoch.seconds());
                }).fit(new Buckets(Tokens.sentences(train), 32), Tokens.sentences(held));
        Checkpoint.saveSingle(net, file);
        return history;
    }

    static void figure(History history, Path file) throws Exception {
        var log = history.table();
        var figure = Figures.line(Series.of("tunes that it reads", log.doubleColumn("loss").asDoubleArray()),
                        Series.of("tunes held out", log.doubleColumn("validation loss").asDoubleArray()))
                .axes("epoch (passes)", "loss (nats a letter)")
                .caption("How the writer of tunes learned.", "Two falling curves.");
        Files.writeString(file, "<!doctype html><meta charset=\"utf-8\"><title>./kit train tunes</title>"
                + Html.of(figure).markup());
    }

    /** 100 tunes in the metres and keys of the tunes held out, by the network and by a table of counts. */
    static void judge(Network net, Vocabulary vocabulary, List<String> train, List<String> held) {
        var critic = new Critic(train.stream().map(Abc::read).toList());
        var verdicts = new LinkedHashMap<String, Critic.Verdict>();
        var sampler = Sampler.temperature(TEMPERATURE);
        verdicts.put("network", critic.judge(write(TuneWriter.of(net, vocabulary, sampler), held)));
        verdicts.put("counts of 8", critic.judge(write(TuneWriter.counts(8, 1, train, vocabulary, sampler), held)));
        verdicts.put("tunes held out", critic.judge(held));
        System.out.println(Critic.table("100 tunes, τ = " + TEMPERATURE, verdicts).print());
    }

    static List<String> write(TuneWriter writer, List<String> like) {
        var rng = new Rng(1);
        var written = new ArrayList<String>();
        for (var text : like.subList(0, Math.min(100, like.size()))) {
            var tune = Abc.read(text);
            written.add(writer.write(tune.metre(), tune.key(), rng));
        }
        return written;
    }
}
