/* The lecture's sender in C: N equal UDP packets with a spoofed source through a raw IP socket.
   usage: sendto DESTINATION COUNT; prints packets per second. */
#include <arpa/inet.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    int one = 1, sock = socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
    if (sock < 0) { perror("socket"); return 1; }
    setsockopt(sock, IPPROTO_IP, IP_HDRINCL, &one, sizeof one);
    char packet[28 + 11] = {0};
    struct iphdr *ip = (struct iphdr *)packet;
    struct udphdr *udp = (struct udphdr *)(packet + 20);
    memcpy(packet + 28, "Hello UDP!\n", 11);
    ip->version = 4; ip->ihl = 5; ip->ttl = 64; ip->protocol = IPPROTO_UDP;
    ip->id = htons(1); ip->tot_len = htons(sizeof packet);
    ip->saddr = inet_addr("1.2.3.4"); ip->daddr = inet_addr(argv[1]);
    udp->source = htons(8888); udp->dest = htons(9090); udp->len = htons(8 + 11);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = ip->daddr};
    long count = atol(argv[2]);
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (long i = 0; i < count; i++)
        if (sendto(sock, packet, sizeof packet, 0, (struct sockaddr *)&to, sizeof to) < 0) i--;
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%.0f\n", count / ((b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9));
    return 0;
}
