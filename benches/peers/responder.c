/* A host that does not exist answers to ping: the obvious C on a packet socket.
   usage: responder INTERFACE ADDRESS block|spin; says "ready" and works until it is killed. */
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int sock = socket(AF_PACKET, SOCK_RAW, 0);
    if (sock < 0) { perror("socket"); return 1; }
    struct sockaddr_ll at = {.sll_family = AF_PACKET,
                             .sll_protocol = htons(ETH_P_IP),
                             .sll_ifindex = if_nametoindex(argv[1])};
    if (bind(sock, (struct sockaddr *)&at, sizeof at)) { perror("bind"); return 1; }
    unsigned phantom = inet_addr(argv[2]);
    int flags = strcmp(argv[3], "spin") ? 0 : MSG_DONTWAIT;
    unsigned char frame[2048], mac[6];
    puts("ready");
    fflush(stdout);
    for (;;) {
        long length = recv(sock, frame, sizeof frame, flags);
        if (length < 42) continue;
        struct iphdr *ip = (struct iphdr *)(frame + 14);
        unsigned char *icmp = frame + 14 + ip->ihl * 4;
        if (ip->protocol != IPPROTO_ICMP || icmp[0] != 8 || ip->daddr != phantom) continue;
        memcpy(mac, frame, 6);
        memcpy(frame, frame + 6, 6);
        memcpy(frame + 6, mac, 6);
        ip->daddr = ip->saddr;
        ip->saddr = phantom;
        icmp[0] = 0;
        /* RFC 1624: the type went down by eight. */
        unsigned sum = (icmp[2] << 8 | icmp[3]) + 0x0800;
        sum = (sum & 0xffff) + (sum >> 16);
        icmp[2] = sum >> 8;
        icmp[3] = sum;
        send(sock, frame, length, 0);
    }
}
