/* The peer of sniff(store=0, prn=count): a libpcap reader that counts for some time.
   usage: listen INTERFACE FILTER, until Ctrl-C.
   Says "ready", then "CAPTURED DROPPED RATE LATE": packets a second from the first to the last by
   the kernel's stamps, and the 99th percentile in microseconds of how far a gap is from the mean. */
#include <math.h>
#include <pcap/pcap.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define GAPS (1 << 20)

static long captured;
static double first, last, gaps[GAPS];

static void handle(u_char *user, const struct pcap_pkthdr *header, const u_char *octets) {
    (void)user;
    (void)octets;
    double stamp = header->ts.tv_sec + header->ts.tv_usec / 1e9;
    if (captured == 0) first = stamp;
    else if (captured <= GAPS) gaps[captured - 1] = stamp - last;
    last = stamp;
    captured++;
}

static int smaller(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static volatile sig_atomic_t ended;

static void end(int signal) {
    (void)signal;
    ended = 1;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    char error[PCAP_ERRBUF_SIZE];
    pcap_t *live = pcap_create(argv[1], error);
    if (!live) { fprintf(stderr, "%s\n", error); return 1; }
    pcap_set_promisc(live, 1);
    pcap_set_snaplen(live, 65535);
    pcap_set_timeout(live, 10);
    pcap_set_buffer_size(live, 16 << 20);
    pcap_set_tstamp_precision(live, PCAP_TSTAMP_PRECISION_NANO);
    struct bpf_program program;
    if (pcap_activate(live) < 0 || pcap_compile(live, &program, argv[2], 1, 0) ||
        pcap_setfilter(live, &program) || pcap_setnonblock(live, 1, error)) {
        fprintf(stderr, "%s\n", pcap_geterr(live));
        return 1;
    }
    signal(SIGINT, end);
    puts("ready");
    fflush(stdout);
    struct timespec moment = {0, 500000};
    while (!ended)
        if (pcap_dispatch(live, -1, handle, 0) == 0) nanosleep(&moment, 0);
    struct pcap_stat stat;
    pcap_stats(live, &stat);
    long known = captured - 1 < GAPS ? captured - 1 : GAPS;
    double rate = captured > 1 ? (captured - 1) / (last - first) : 0, late = 0;
    if (known > 0) {
        for (long i = 0; i < known; i++) gaps[i] = fabs(gaps[i] - 1 / rate);
        qsort(gaps, known, sizeof *gaps, smaller);
        late = gaps[known * 99 / 100] * 1e6;
    }
    printf("%ld %u %.3f %.1f\n", captured, stat.ps_drop + stat.ps_ifdrop, rate, late);
    return 0;
}
