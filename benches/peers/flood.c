/* Sends N small UDP frames to port 9 at a steady rate, in batches of sendmmsg on a packet socket.
   usage: flood INTERFACE DESTINATION-MAC DESTINATION RATE COUNT; rate 0 is as fast as it goes;
   prints packets per second. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 256

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 6) return 2;
    double rate = atof(argv[4]);
    long count = atol(argv[5]);
    int sock = socket(AF_PACKET, SOCK_RAW, 0), room = 4 << 20;
    if (sock < 0) { perror("socket"); return 1; }
    setsockopt(sock, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room);
    struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(argv[1])};
    if (bind(sock, (struct sockaddr *)&to, sizeof to)) { perror("bind"); return 1; }
    unsigned char frame[60] = {0};
    struct iphdr *ip = (struct iphdr *)(frame + 14);
    struct udphdr *udp = (struct udphdr *)(frame + 34);
    sscanf(argv[2], "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", frame, frame + 1, frame + 2, frame + 3,
           frame + 4, frame + 5);
    frame[6] = 2;
    frame[12] = 8;
    ip->version = 4; ip->ihl = 5; ip->ttl = 64; ip->protocol = IPPROTO_UDP;
    ip->tot_len = htons(46); ip->saddr = inet_addr("1.2.3.4"); ip->daddr = inet_addr(argv[3]);
    unsigned sum = 0;
    for (int i = 0; i < 10; i++) sum += ((unsigned short *)ip)[i];
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    ip->check = ~sum;
    udp->source = htons(8888); udp->dest = htons(9); udp->len = htons(26);
    struct iovec vector = {frame, sizeof frame};
    struct mmsghdr batch[BATCH];
    memset(batch, 0, sizeof batch);
    for (int i = 0; i < BATCH; i++) {
        batch[i].msg_hdr.msg_iov = &vector;
        batch[i].msg_hdr.msg_iovlen = 1;
    }
    double start = now();
    long sent = 0;
    while (sent < count) {
        long due = rate > 0 ? (long)((now() - start) * rate) + 1 : count;
        if (due > count) due = count;
        long most = due - sent < BATCH ? due - sent : BATCH;
        if (most <= 0) {
            struct timespec moment = {0, 20000};
            if (rate < 20000) nanosleep(&moment, 0);
            continue;
        }
        int done = sendmmsg(sock, batch, most, 0);
        if (done > 0) sent += done;
        else if (errno != ENOBUFS && errno != EAGAIN) { perror("sendmmsg"); return 1; }
    }
    printf("%.0f\n", count / (now() - start));
    return 0;
}
