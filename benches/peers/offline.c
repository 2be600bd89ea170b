/* The peer of a callback over a capture: TCP port 80, sources counted; plain libpcap.
   usage: offline FILE; prints packets per second. */
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

static uint32_t counts[65536];

int main(int argc, char **argv) {
    char error[PCAP_ERRBUF_SIZE];
    if (argc != 2) return 2;
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    pcap_t *file = pcap_open_offline(argv[1], error);
    if (!file) { fprintf(stderr, "%s\n", error); return 1; }
    struct pcap_pkthdr *header;
    const u_char *p;
    long seen = 0, hits = 0;
    while (pcap_next_ex(file, &header, &p) == 1) {
        seen++;
        if (header->caplen < 54 || p[12] != 8 || p[13] != 0 || p[23] != 6) continue;
        const u_char *tcp = p + 14 + (p[14] & 15) * 4;
        if ((tcp[2] << 8 | tcp[3]) != 80) continue;
        counts[p[28] << 8 | p[29]]++;
        hits++;
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%.0f %ld\n", seen / ((b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9), hits);
    return 0;
}
