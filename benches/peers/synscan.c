/* A SYN scan of ports 1 to N through raw sockets, sending in batches and taking answers between.
   usage: synscan SOURCE DESTINATION LAST-PORT; prints milliseconds, open ports, answers. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 256
#define SOURCE_PORT 20

struct segment { struct iphdr ip; struct tcphdr tcp; } __attribute__((packed));

static unsigned total(const void *data, int length) {
    const unsigned char *octets = data;
    unsigned sum = 0;
    for (int i = 0; i < length; i += 2) sum += octets[i] << 8 | octets[i + 1];
    return sum;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static unsigned char seen[65536];
static int answers, opened;

static void take(int sock) {
    unsigned char packet[2048];
    long length;
    while ((length = recv(sock, packet, sizeof packet, MSG_DONTWAIT)) > 0) {
        struct tcphdr *tcp = (struct tcphdr *)(packet + (packet[0] & 15) * 4);
        unsigned port = ntohs(tcp->source);
        if (ntohs(tcp->dest) != SOURCE_PORT || seen[port]) continue;
        seen[port] = 1;
        answers++;
        if (tcp->syn && tcp->ack) opened++;
    }
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int last = atoi(argv[3]), one = 1, room = 64 << 20;
    double start = now();
    int out = socket(AF_INET, SOCK_RAW, IPPROTO_RAW), in = socket(AF_INET, SOCK_RAW, IPPROTO_TCP);
    if (out < 0 || in < 0) { perror("socket"); return 1; }
    setsockopt(out, IPPROTO_IP, IP_HDRINCL, &one, sizeof one);
    setsockopt(in, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(argv[2])};
    static struct segment segments[BATCH];
    static struct iovec vectors[BATCH];
    static struct mmsghdr batch[BATCH];
    for (int port = 1; port <= last;) {
        int size = 0;
        for (; size < BATCH && port <= last; size++, port++) {
            struct segment *s = &segments[size];
            memset(s, 0, sizeof *s);
            s->ip.version = 4; s->ip.ihl = 5; s->ip.ttl = 64; s->ip.protocol = IPPROTO_TCP;
            s->ip.tot_len = htons(sizeof *s);
            s->ip.saddr = inet_addr(argv[1]); s->ip.daddr = to.sin_addr.s_addr;
            s->tcp.source = htons(SOURCE_PORT); s->tcp.dest = htons(port);
            s->tcp.doff = 5; s->tcp.syn = 1; s->tcp.window = htons(8192);
            unsigned sum = total(&s->ip.saddr, 8) + IPPROTO_TCP + 20 + total(&s->tcp, 20);
            while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
            s->tcp.check = htons(~sum);
            vectors[size] = (struct iovec){s, sizeof *s};
            batch[size].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to,
                                                  .msg_iov = &vectors[size], .msg_iovlen = 1};
        }
        for (int done = 0; done < size;) {
            int sent = sendmmsg(out, batch + done, size - done, 0);
            if (sent > 0) done += sent;
        }
        take(in);
    }
    double limit = now() + 2000;
    while (answers < last && now() < limit) take(in);
    printf("%.3f %d %d\n", now() - start, opened, answers);
    return 0;
}
